package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** openid-client and oauth4webapi: the programs check what their libraries check, the tests what they found. */
class JavaScriptTest {
    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static Programs programs;

    @BeforeAll
    static void open() throws Exception {
        server = TestServer.start(folder.resolve("data"), "--dev");
        chromium = Chromium.launch();
        programs = Programs.in(folder.resolve("js"));
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static JsonNode run(String program, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(program, server.issuer().toString()));
        words.addAll(List.of(more));
        try (Visit visit = chromium.visit()) {
            Traveller owner = new Traveller(visit, "owner", server.password());
            return programs.run(owner::follow, words.toArray(String[]::new));
        }
    }

    private static JsonNode add(String kind, String scope) {
        return server.command("app", "add", "--owner", "owner", "--name", "Harvest", "--json")
                .with("--kind", kind, "--scope", scope)
                .run()
                .ok()
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid-client", "oauth4webapi"})
    void anAppRegistersSignsInRefreshesAsksAndSignsOut(String library) throws Exception {
        JsonNode found = run(library + "/code.js");

        JsonNode claims = found.path("claims");
        assertThat(claims.path("iss").asString()).isEqualTo(server.issuer().toString());
        assertThat(Instant.ofEpochSecond(claims.path("auth_time").asLong())).isBeforeOrEqualTo(Instant.now());
        assertThat(found.path("userinfo").path("sub")).isEqualTo(claims.path("sub"));
        assertThat(found.path("userinfo").path("preferred_username").asString()).isEqualTo("owner");
        assertThat(found.path("userinfo").path("email").asString()).isEqualTo("owner@localhost");
        assertThat(found.path("rotated").asBoolean()).isTrue();
        assertThat(found.path("farewell").asString()).isEqualTo("/signed-out?state=farewell");
        assertThat(found.path("refreshAfterSignOut").asString()).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"id_token,fragment", "id_token,form_post", "code id_token,fragment", "code id_token,form_post"})
    void anAppGetsItsIdTokenInFront(String type, String mode) throws Exception {
        JsonNode found = run("openid-client/front.js", type, mode);

        assertThat(found.path("method").asString()).isEqualTo(mode.equals("form_post") ? "POST" : "GET");
        assertThat(found.path("claims").path("nonce").asString()).isNotEmpty();
        // Core, 5.4: without a token to ask userinfo with, the scopes' claims stand in the ID token.
        assertThat(found.path("claims").has("email")).isEqualTo(type.equals("id_token"));
        assertThat(found.path("userinfo").has("email")).isEqualTo(!type.equals("id_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid-client", "oauth4webapi"})
    void aDeviceIsAllowedElsewhere(String library) throws Exception {
        String device =
                add("device", "openid profile offline_access").path("client_id").asString();
        JsonNode found = run(library + "/device.js", device);

        assertThat(found.path("userinfo").path("sub"))
                .isEqualTo(found.path("claims").path("sub"));
        assertThat(found.path("userinfo").path("preferred_username").asString()).isEqualTo("owner");
        if (library.equals("oauth4webapi")) {
            assertThat(found.path("tooEarly").asString()).isEqualTo("authorization_pending");
            assertThat(found.path("again").asString()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void aProgramActsForItself() throws Exception {
        JsonNode app = add("machine", "api1");
        JsonNode found = run(
                "openid-client/machine.js",
                app.path("client_id").asString(),
                app.path("client_secret").asString());

        assertThat(found.path("tokens").has("refresh_token")).isFalse();
        assertThat(found.path("before").path("active").asBoolean()).isTrue();
        assertThat(found.path("before").path("sub")).isEqualTo(app.path("client_id"));
        assertThat(found.path("after").path("active").asBoolean()).isFalse();
    }

    @Test
    void anAppWithKeysOfItsOwnProvesItselfWithThemAndIsAnsweredUnderThem() throws Exception {
        JsonNode found = run("oauth4webapi/keys.js");

        assertThat(found.path("parts").asInt())
                .as("parts of the encrypted ID token")
                .isEqualTo(5);
        assertThat(found.path("userinfo").path("sub"))
                .isEqualTo(found.path("claims").path("sub"));
        assertThat(found.path("before").path("active").asBoolean()).isTrue();
        assertThat(found.path("after").path("active").asBoolean()).isFalse();
        assertThat(found.path("again").asString()).isEqualTo("invalid_grant");
    }
}
