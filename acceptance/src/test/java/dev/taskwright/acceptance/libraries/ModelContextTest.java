package dev.taskwright.acceptance.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The SDK of the Model Context Protocol before the REST API: it finds the server from a 401, registers or describes itself,
 * and goes on from a 403, all by itself.
 */
class ModelContextTest {
    private static final String PROGRAM = "mcp/client.js";
    private static final String SECRET = "changeit";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;
    private static Programs programs;

    @BeforeAll
    static void open() throws Exception {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("site.pem").toString());
        server = TestServer.start(
                folder.resolve("data"),
                "--dev",
                "--trust-ca",
                folder.resolve("site.pem").toString());
        chromium = Chromium.launch();
        programs = Programs.in(folder.resolve("js"));
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    /** About the certificate of the client's site. */
    private static void keytool(String... words) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> line = new ArrayList<>(List.of(tool));
        line.addAll(List.of(words));
        line.addAll(
                List.of("-keystore", folder.resolve("site.p12").toString(), "-storepass", SECRET, "-alias", "site"));
        Process keytool = new ProcessBuilder(line).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
    }

    private static JsonNode run(String... words) throws Exception {
        try (Visit visit = chromium.visit()) {
            return programs.run(new Traveller(visit, "owner", server.password())::follow, words);
        }
    }

    @Test
    void aClientRegistersAndUsesTheApi() throws Exception {
        JsonNode found = run(PROGRAM, server.issuer().toString(), "register");

        assertThat(found.path("client").asString()).matches("[0-9A-Za-z]{16}");
        assertServed(found);
    }

    @Test
    void aClientDescribesItselfAndAsksForMoreWhenItNeedsIt() throws Exception {
        JsonNode found = run(
                PROGRAM,
                server.issuer().toString(),
                "describe",
                folder.resolve("site.p12").toString(),
                SECRET);

        assertThat(found.path("client")).isEqualTo(found.path("address"));
        assertThat(found.path("asked").asInt()).as("readings of its document").isEqualTo(1);
        assertThat(found.path("refused").asInt()).isEqualTo(403);
        assertThat(found.path("error").asString()).isEqualTo("insufficient_scope");
        assertThat(found.path("needed").asString()).isEqualTo("api1");
        assertServed(found);
    }

    private static void assertServed(JsonNode found) {
        String api = server.url("/api/v1").toString();
        assertThat(found.path("guest").asInt()).isEqualTo(401);
        assertThat(found.path("challenged").asString()).contains("api1").doesNotContain("offline_access");
        assertThat(found.path("described").asString())
                .isEqualTo(server.url("/.well-known/oauth-protected-resource/api/v1")
                        .toString());
        assertThat(found.path("resource").asString()).isEqualTo(api);
        assertThat(found.path("issuer").asString()).isEqualTo(server.issuer().toString());
        assertThat(found.path("audience").toString()).contains(api);
        assertThat(found.path("served").asInt()).isEqualTo(200);
        assertThat(found.path("workspaces").asInt()).isPositive();
        assertThat(found.path("rotated").asBoolean()).isTrue();
        assertThat(found.path("again").asInt()).isEqualTo(200);
    }
}
