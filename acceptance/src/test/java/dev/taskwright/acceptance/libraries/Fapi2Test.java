package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Two libraries as apps that are held to FAPI 2.0: PAR, DPoP and private_key_jwt; one with signed requests and answers. */
class Fapi2Test {
    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static Programs programs;

    @BeforeAll
    static void open() throws Exception {
        server = TestServer.start(folder.resolve("data"));
        chromium = Chromium.launch();
        programs = Programs.in(folder.resolve("js"));
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static void add(String id, ECKey key, String more) throws Exception {
        Path metadata = folder.resolve(id + ".json");
        Files.writeString(
                metadata,
                "{\"client_id\":\"" + id + "\",\"client_name\":\"Ledger\",\"security_profile\":\"fapi2\","
                        + "\"kind\":\"native\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
                        + "\"scope\":\"openid profile offline_access api1\","
                        + "\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":["
                        + key.toPublicJWK().toJSONString() + "]}" + more + "}");
        server.command("app", "add", "--owner", "owner", "--metadata", metadata.toString())
                .run()
                .ok();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openid-client|",
                "oauth4webapi|,\"require_signed_request_object\":true,\"authorization_signed_response_alg\":\"ES256\""
            })
    void anAppPushesItsRequestAndItsTokensAreBound(String library, String more) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ledger").generate();
        add(library, key, more == null ? "" : more);

        JsonNode found;
        try (Visit visit = chromium.visit()) {
            Traveller owner = new Traveller(visit, "owner", server.password());
            found = programs.run(
                    owner::follow, library + "/fapi2.js", server.issuer().toString(), library, key.toJSONString());
        }
        assertThat(found.path("unsigned").asString()).isEqualTo("invalid_request");
        assertThat(found.path("tokenType").asString()).isEqualToIgnoringCase("DPoP");
        assertThat(found.path("userinfo").path("sub"))
                .isEqualTo(found.path("claims").path("sub"));
        assertThat(found.path("userinfo").path("preferred_username").asString()).isEqualTo("owner");
        assertThat(found.path("kept").asBoolean()).as("the refresh token stays").isTrue();
        assertThat(found.path("api").asInt()).isEqualTo(200);
        assertThat(found.path("withAnotherKey").asInt()).isEqualTo(401);
        assertThat(found.path("asBearer").asInt()).isEqualTo(401);
        assertThat(found.path("again").asString()).isEqualTo("invalid_grant");
    }
}
