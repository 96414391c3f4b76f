package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Spring Security's OAuth 2.0 client, configured by the issuer alone. */
class SpringSecurityTest {
    private static final String[] SCOPES = {"openid", "profile", "email", "offline_access"};

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static SpringApp app;

    @BeforeAll
    static void open() throws Exception {
        server = TestServer.start(folder.resolve("data"), "--dev");
        chromium = Chromium.launch();
        URI address = URI.create("http://localhost:" + Http.freePort());
        app = SpringApp.start(address, register(address), folder.resolve("tomcat"));
    }

    @AfterAll
    static void close() throws Exception {
        app.close();
        chromium.close();
        server.close();
    }

    /** Spring Security reads the discovery document; registering is left to the app. */
    private static ClientRegistration register(URI address) {
        ClientRegistration.Builder provider =
                ClientRegistrations.fromIssuerLocation(server.issuer().toString());
        Object endpoint = provider.clientId("none yet")
                .build()
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("registration_endpoint");
        Map<String, Object> registered = RestClient.create()
                .post()
                .uri(URI.create((String) endpoint))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "client_name", "Harvest",
                        "redirect_uris", List.of(address + "/login/oauth2/code/" + SpringApp.REGISTRATION),
                        "post_logout_redirect_uris", List.of(address + "/signed-out"),
                        "backchannel_logout_uri", address + "/logout/connect/back-channel/" + SpringApp.REGISTRATION,
                        "backchannel_logout_session_required", true,
                        "grant_types", List.of("authorization_code", "refresh_token"),
                        "scope", String.join(" ", SCOPES)))
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        return provider.registrationId(SpringApp.REGISTRATION)
                .clientId((String) registered.get("client_id"))
                .clientSecret((String) registered.get("client_secret"))
                .scope(SCOPES)
                .userNameAttributeName("sub")
                .build();
    }

    private static JsonNode found(Visit visit) {
        return Json.parse(visit.page().locator("#found").textContent());
    }

    @Test
    void anAppSignsInRefreshesAndSignsOutHereAndThere() {
        try (Visit visit = chromium.visit()) {
            Traveller owner = new Traveller(visit, "owner", server.password());
            owner.follow(app.url("/").toString());
            JsonNode first = found(visit);
            assertThat(first.path("name").asString()).matches("[0-9]+");
            assertThat(first.path("email").asString()).isEqualTo("owner@localhost");
            assertThat(first.path("handle").asString()).isEqualTo("owner");

            visit.open(app.url("/refresh"));
            JsonNode second = found(visit);
            assertThat(second.path("accessToken")).isNotEqualTo(first.path("accessToken"));
            assertThat(second.path("refreshToken")).isNotEqualTo(first.path("refreshToken"));
            assertThat(userinfo(second)).isEqualTo(200);

            visit.open(app.url("/logout")).page().click("button");
            visit.page().click("main #sign-out");
            visit.page().waitForURL(app.url("/signed-out").toString());
            assertThat(userinfo(second)).isEqualTo(401);
            visit.open(app.url("/"));
            assertThat(visit.page().locator("#sign-in").count())
                    .as("signed out at both")
                    .isEqualTo(1);
        }
    }

    private static int userinfo(JsonNode found) {
        return Http.get(
                        server.url("/oauth2/userinfo"),
                        found.path("accessToken").asString())
                .statusCode();
    }

    /** Back-Channel Logout, 2.6: Spring Security holds the logout token against everything the section names. */
    @Test
    void whoSignsOutAtTheProviderIsSignedOutOfTheApp() {
        try (Visit visit = chromium.visit()) {
            Traveller owner = new Traveller(visit, "owner", server.password());
            owner.follow(app.url("/").toString());

            visit.open(server.url("/oauth2/logout")).page().click("main #sign-out");
            Await.until("signed out of the app", Duration.ofSeconds(20), () -> {
                visit.open(app.url("/"));
                return visit.page().locator("#sign-in").count() == 1;
            });
        }
    }
}
