package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, stop and what is said on the way. */
class ServeTest {
    private static final Pattern CURL = Pattern.compile("(?m)^ *(curl .*)$");
    private static final Pattern SIGN_IN = Pattern.compile("(?m)^ *(http\\S*/sign-in)$");

    @TempDir
    private Path folder;

    @Test
    void standardOutputIsOneLineThatSaysWhere() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.out().lines()).hasSize(1);
            assertThat(server.issuer().toString()).matches("http://localhost:[0-9]+");
            assertThat(Http.get(server.url("/healthz")).statusCode()).isEqualTo(200);
            assertThat(Http.get(server.url("/readyz")).statusCode()).isEqualTo(200);
            assertThat(server.stop()).isZero();
            assertThat(server.out().lines()).hasSize(1);
        }
    }

    @Test
    void whatTheFirstStartPrintsWorksWhenPasted() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Matcher curl = CURL.matcher(server.err());
            Matcher signIn = SIGN_IN.matcher(server.err());
            assertThat(curl.find()).as(server.err()).isTrue();
            assertThat(signIn.find()).as(server.err()).isTrue();

            Process pasted = new ProcessBuilder("sh", "-c", curl.group(1)).start();
            String answer = new String(pasted.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(pasted.waitFor()).isZero();
            assertThat(Json.parse(answer).path("ok").asBoolean()).as(answer).isTrue();
            assertThat(Json.parse(answer).path("items").size()).isGreaterThan(3);

            HttpResponse<String> page = Http.get(URI.create(signIn.group(1)));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("name=\"login\"", "name=\"password\"");
        }
    }

    @Test
    void theSecondStartKeepsTheDataAndShowsNoSecret() {
        String token;
        try (TestServer first = TestServer.start(folder)) {
            token = first.token();
            assertThat(first.stop()).isZero();
        }
        try (TestServer second = TestServer.start(folder)) {
            assertThat(second.err()).doesNotContain("twp_", "password");
            assertThat(Http.get(second.url("/api/v1/workspaces"), token).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theOwnerCanBeNamedBeforeTheFirstStart() {
        try (TestServer server = TestServer.start(
                folder,
                TestServer.serve(folder)
                        .env("TASKWRIGHT_ADMIN_EMAIL", "mia@example.org")
                        .env("TASKWRIGHT_ADMIN_PASSWORD", "correct horse battery"))) {
            assertThat(server.err()).contains("mia@example.org").doesNotContain("correct horse");
            assertThat(Runs.on(folder, "user", "list", "--json").run().ok().json())
                    .singleElement()
                    .satisfies(user -> {
                        assertThat(user.path("email").asString()).isEqualTo("mia@example.org");
                        assertThat(user.path("admin").asBoolean()).isTrue();
                    });
        }
    }

    @Test
    void aFlagBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        Files.writeString(folder.resolve("taskwright.properties"), "issuer=https://file.example\n");
        try (TestServer file = TestServer.start(folder)) {
            assertThat(file.issuer()).hasToString("https://file.example");
        }
        var environment = TestServer.serve(folder).env("TASKWRIGHT_ISSUER", "https://environment.example");
        try (TestServer server = TestServer.start(folder, environment)) {
            assertThat(server.issuer()).hasToString("https://environment.example");
        }
        try (TestServer server = TestServer.start(folder, environment.with("--issuer", "https://flag.example"))) {
            assertThat(server.issuer()).hasToString("https://flag.example");
        }
    }

    @Test
    void theSecretsOfTheFolderAreItsOwnersOnly() throws IOException {
        try (TestServer _ = TestServer.start(folder.resolve("data"))) {
            assertThat(permissions("data")).isEqualTo("rwx------");
            assertThat(permissions("data/key")).isEqualTo("rw-------");
            assertThat(permissions("data/admin.sock")).isEqualTo("rw-------");
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void everyAnswerCarriesARequestId() {
        try (TestServer server = TestServer.start(folder)) {
            for (String path : new String[] {"/healthz", "/sign-in", "/nowhere", "/api/v1/nowhere", "/oauth2/jwks"}) {
                assertThat(Http.get(server.url(path)).headers().firstValue("X-Request-Id"))
                        .as(path)
                        .isPresent();
            }
        }
    }

    @Test
    void metricsHaveAListenerOfTheirOwn() throws IOException {
        int port = Http.freePort();
        try (TestServer server = TestServer.start(folder, "--metrics-port", String.valueOf(port))) {
            Http.get(server.url("/api/v1/workspaces"), server.token());
            HttpResponse<String> metrics = Http.get(URI.create("http://localhost:" + port + "/metrics"));
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("# TYPE", "http").doesNotContain("twp_");
            assertThat(Http.get(server.url("/metrics")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theAccessLogNamesRequestsAndNoSecrets() {
        try (TestServer server = TestServer.start(folder)) {
            String token = server.token();
            String before = server.err();
            String id = Http.get(server.url("/api/v1/workspaces?secret=hush"), token)
                    .headers()
                    .firstValue("X-Request-Id")
                    .orElseThrow();
            assertThat(server.stop()).isZero();
            String log = server.err().substring(before.length());
            assertThat(log).contains(id, "/api/v1/workspaces").doesNotContain(token, "hush");
        }
    }
}
