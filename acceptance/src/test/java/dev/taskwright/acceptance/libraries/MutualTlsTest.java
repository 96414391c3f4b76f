package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.KeyStoreFile;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A library with certificates (RFC 8705), over TLS on both listeners: as a machine, and as an app held to FAPI 1.0. */
class MutualTlsTest {
    @TempDir
    private static Path folder;

    private static KeyStoreFile keys;
    private static TestServer server;
    private static Chromium chromium;
    private static Programs programs;

    @BeforeAll
    static void open() throws Exception {
        keys = new KeyStoreFile(folder)
                .make("server", "RSA", "CN=localhost", "-keysize", "2048", "-ext", "SAN=dns:localhost,ip:127.0.0.1")
                .make("authority", "EC", "CN=Root", "-groupname", "secp256r1", "-ext", "bc:c")
                .make("robot", "EC", "CN=Robot,O=Example", "-groupname", "secp256r1", "-signer", "authority")
                .make("stranger", "EC", "CN=Stranger,O=Example", "-groupname", "secp256r1", "-signer", "authority")
                .make("own", "EC", "CN=Own", "-groupname", "secp256r1");
        for (String name : List.of("server", "authority", "robot", "stranger", "own")) {
            keys.certificate(name);
            keys.key(name);
        }
        server = TestServer.start(
                folder.resolve("data"),
                "--tls-cert",
                folder.resolve("server.pem").toString(),
                "--tls-key",
                folder.resolve("server-key.pem").toString(),
                "--mtls-port",
                "0",
                "--client-ca",
                folder.resolve("authority.pem").toString());
        chromium = Chromium.launch();
        programs = Programs.in(folder.resolve("js"));
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static void add(String id, String members) throws Exception {
        Path metadata = Files.writeString(
                folder.resolve(id + ".json"),
                "{\"client_id\":\"" + id + "\",\"client_name\":\"Harvest\"," + members + "}");
        server.command("app", "add", "--owner", "owner", "--metadata", metadata.toString())
                .run()
                .ok();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode machine(String id) throws Exception {
        return programs.run(
                address -> {
                    throw new AssertionError("a machine sends nobody to " + address);
                },
                "oauth4webapi/mtls.js",
                server.issuer().toString(),
                folder.toString(),
                id);
    }

    private static void requireProven(JsonNode found, String id) {
        assertThat(found.path("introspected").path("active").asBoolean()).isTrue();
        assertThat(found.path("introspected").path("client_id").asString()).isEqualTo(id);
        for (String refused : List.of("withAnother", "withNone", "onTheOrdinaryListener")) {
            assertThat(found.path(refused).asString()).as(refused).isEqualTo("invalid_client");
        }
    }

    @Test
    void aMachineProvesItselfByANameThatAnAuthorityVouchesFor() throws Exception {
        add("robot", """
                "token_endpoint_auth_method":"tls_client_auth","tls_client_auth_subject_dn":"CN=Robot,O=Example",
                "tls_client_certificate_bound_access_tokens":true,"grant_types":["client_credentials"],"scope":"api1"
                """);

        JsonNode found = machine("robot");

        requireProven(found, "robot");
        assertThat(found.path("introspected").path("cnf").path("x5t#S256").asString())
                .isEqualTo(keys.thumbprint("robot"));
    }

    @Test
    void aMachineProvesItselfByACertificateOfItsOwn() throws Exception {
        Certificate own = keys.read("own");
        ECKey registered = new ECKey.Builder(Curve.P_256, (ECPublicKey) own.getPublicKey())
                .x509CertChain(List.of(Base64.encode(own.getEncoded())))
                .build();
        add("own", """
                "token_endpoint_auth_method":"self_signed_tls_client_auth","jwks":{"keys":[%s]},
                "grant_types":["client_credentials"],"scope":"api1"
                """.formatted(registered.toJSONString()));

        JsonNode found = machine("own");

        requireProven(found, "own");
        assertThat(found.path("introspected").has("cnf")).as("not bound").isFalse();
    }

    @Test
    void anAppHeldToFapi1ProvesItselfByItsKeyAndItsTokensAreBoundToItsCertificate() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ledger").generate();
        int port = freePort();
        keys.make("ledger", "EC", "CN=Ledger", "-groupname", "secp256r1");
        keys.certificate("ledger");
        keys.key("ledger");
        add("ledger", """
                "security_profile":"fapi1_advanced","redirect_uris":["https://localhost:%d/callback"],
                "scope":"openid profile offline_access api1","token_endpoint_auth_method":"private_key_jwt",
                "authorization_signed_response_alg":"ES256","jwks":{"keys":[%s]}
                """.formatted(port, key.toPublicJWK().toJSONString()));

        JsonNode found;
        try (Visit visit = chromium.visit(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
            Traveller owner = new Traveller(visit, "owner", server.password());
            found = programs.run(
                    owner::follow,
                    "oauth4webapi/fapi1.js",
                    server.issuer().toString(),
                    folder.toString(),
                    "ledger",
                    key.toJSONString(),
                    String.valueOf(port));
        }

        assertThat(found.path("userinfo").path("sub"))
                .isEqualTo(found.path("claims").path("sub"));
        for (String bound : List.of("bound", "boundAgain")) {
            assertThat(found.path(bound).path("x5t#S256").asString()).as(bound).isEqualTo(keys.thumbprint("ledger"));
        }
        assertThat(found.path("withoutCertificate").asString()).isNotEqualTo("none");
        assertThat(found.path("api").asInt()).isEqualTo(200);
        for (String refused : List.of("apiWithAnother", "apiWithNone", "apiOnTheOrdinaryListener")) {
            assertThat(found.path(refused).asInt()).as(refused).isEqualTo(401);
        }
    }
}
