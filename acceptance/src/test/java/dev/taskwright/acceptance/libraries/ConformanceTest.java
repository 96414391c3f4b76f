package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What {@code conformance/prepare} writes for the OpenID Foundation's suite: every app in every configuration does what its
 * plan asks of it first. The suite itself is not run here.
 */
class ConformanceTest {
    private static final Pattern PERSON = Pattern.compile("person: (\\S+), password: (\\S+)");
    private static final String SCOPE = "openid profile email offline_access";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static Path plans;
    private static String said;

    @BeforeAll
    static void prepare() throws Exception {
        server = TestServer.start(folder.resolve("data"));
        chromium = Chromium.launch();
        plans = folder.resolve("plans");
        said = run(
                Checkout.file("conformance/prepare").toString(),
                "--issuer",
                server.issuer().toString(),
                "--output",
                plans.toString(),
                "--data",
                server.data().toString());
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static Traveller person(Visit visit) {
        Matcher person = PERSON.matcher(said);
        assertThat(person.find()).as(said).isTrue();
        return new Traveller(visit, person.group(1), person.group(2));
    }

    private static JsonNode configuration(String plan) throws IOException {
        return Json.parse(Files.readString(plans.resolve(plan + ".json")));
    }

    /** An app of a configuration, as the suite takes it. */
    private static App app(JsonNode plan, String member) throws Exception {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setRedirectionURI(URI.create(address(plan, "/callback")));
        metadata.setTokenEndpointAuthMethod(
                member.equals("client_secret_post")
                        ? ClientAuthenticationMethod.CLIENT_SECRET_POST
                        : ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        JsonNode known = plan.path(member);
        return App.known(
                server.issuer(),
                new OIDCClientInformation(
                        new ClientID(known.path("client_id").asString()),
                        null,
                        metadata,
                        new Secret(known.path("client_secret").asString())),
                new JWKSet());
    }

    private static String path(JsonNode plan, String rest) {
        return "/test/a/" + plan.path("alias").asString() + rest;
    }

    private static String address(JsonNode plan, String rest) {
        return Suite.ORIGIN + path(plan, rest);
    }

    @Test
    void everyPlanHasAConfigurationThatLeadsHere() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(plans)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(files).hasSize(26);
        for (Path file : files) {
            assertThat(said).contains(file.toString());
            URI discovery = URI.create(Json.parse(Files.readString(file))
                    .path("server")
                    .path("discoveryUrl")
                    .asString());
            assertThat(OIDCProviderMetadata.parse(Http.get(discovery).body())
                            .getIssuer()
                            .getValue())
                    .isEqualTo(server.issuer().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "implicit", "hybrid", "formpost-basic", "formpost-implicit", "formpost-hybrid"})
    void everyAppOfAPlanSignsThePersonInWithEveryResponseType(String name) throws Exception {
        JsonNode plan = configuration(name);
        List<ResponseType> types = new ArrayList<>();
        for (String type : typesOf(name)) {
            types.add(ResponseType.parse(type));
        }
        try (Visit visit = chromium.visit()) {
            Suite suite = new Suite(visit);
            for (String member : List.of("client", "client2", "client_secret_post")) {
                for (ResponseType type : member.equals("client") ? types : types.subList(0, 1)) {
                    signIn(suite, person(visit), plan, app(plan, member), type, name.startsWith("formpost"));
                }
            }
        }
    }

    private static List<String> typesOf(String plan) {
        return switch (plan.replace("formpost-", "")) {
            case "implicit" -> List.of("id_token", "id_token token");
            case "hybrid" -> List.of("code id_token", "code token", "code id_token token");
            default -> List.of("code");
        };
    }

    private static void signIn(
            Suite suite, Traveller person, JsonNode plan, App app, ResponseType type, boolean isFormPost)
            throws Exception {
        ResponseMode[] mode = isFormPost ? new ResponseMode[] {ResponseMode.FORM_POST} : new ResponseMode[0];
        person.follow(app.request(type, SCOPE, mode).toURI() + "&prompt=consent");
        AuthenticationSuccessResponse answer = (isFormPost
                        ? app.answer(suite.posted(path(plan, "/callback")).orElseThrow())
                        : app.answer(suite.address()))
                .toSuccessResponse();
        if (answer.getIDToken() != null) {
            assertThat(app.validate(answer.getIDToken()).getSubject().getValue())
                    .matches("[0-9]+");
        }
        if (answer.getAccessToken() != null) {
            assertThat(app.userInfo(answer.getAccessToken()).getPreferredUsername())
                    .isEqualTo(person.login());
        }
        if (answer.getAuthorizationCode() != null) {
            OIDCTokenResponse tokens = app.redeem(answer);
            assertThat(app.validate(tokens).getSubject().getValue()).matches("[0-9]+");
            app.refresh(tokens.getTokens().getRefreshToken());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rp-initiated", "session", "frontchannel", "backchannel"})
    void everyAppOfALogoutPlanSignsThePersonOut(String name) throws Exception {
        JsonNode plan = configuration(name);
        try (Visit visit = chromium.visit()) {
            Suite suite = new Suite(visit);
            App app = app(plan, "client");
            person(visit).follow(app.request(SCOPE).toString());
            assertThat(suite.asked(path(plan, "/callback"))).containsKey("session_state");
            JWT hint = app.redeem(app.answer(suite.address())).getOIDCTokens().getIDToken();

            URI back = URI.create(address(plan, "/post_logout_redirect"));
            person(visit).follow(app.farewell(hint, back).toString());
            assertThat(suite.asked(path(plan, "/post_logout_redirect"))).containsOnlyKeys("state");
            if (name.equals("frontchannel")) {
                assertThat(suite.asked(path(plan, "/frontchannel_logout")))
                        .containsAllEntriesOf(Map.of(
                                "iss", List.of(server.issuer().toString()),
                                "sid", List.of(hint.getJWTClaimsSet().getStringClaim("sid"))));
            }
        }
    }
}
