package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup} and {@code restore} of an embedded database. */
class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void aBackupTakenWhileTheServerWritesComesBackWhole() throws Exception {
        Path archive = folder.resolve("backup.zip");
        String token;
        int acknowledged;
        String media;
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            token = server.token();
            Writing writing = new Writing(server.api());
            writing.awaitSome(20);
            media = upload(server);
            acknowledged = writing.count();
            Runs.on(server.data(), "backup", archive.toString(), "--with-keys")
                    .run()
                    .ok();
            writing.end();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                    .isEqualTo("rw-------");
        }

        Path restored = folder.resolve("restored");
        Runs.on(restored, "restore", archive.toString()).run().ok();
        try (TestServer server = TestServer.start(restored)) {
            assertThat(server.api(token).get("/workspaces").ok().items()).hasSizeGreaterThanOrEqualTo(acknowledged);
            assertThat(Http.get(server.url("/api/v1/medias/" + media + "/download"), token)
                            .body())
                    .isEqualTo("a file");
            assertThat(server.err()).doesNotContain("twp_");
        }
    }

    /** The id of a file that holds {@code a file}. */
    private static String upload(TestServer server) {
        String workspace = new Work(server.api()).workspace();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.url("/api/v1/medias/spaces/" + workspace + "/upload?filename=a.txt"))
                .header("Authorization", "Bearer " + server.token())
                .POST(HttpRequest.BodyPublishers.ofString("a file"));
        return Json.parse(Http.send(request).body()).at("/item/mediaId").asString();
    }

    @Test
    void withoutKeysTheInstallationsOwnKeyFileIsNeeded() {
        Path archive = folder.resolve("backup.zip");
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            server.stop();
        }
        Runs.on(folder.resolve("data"), "backup", archive.toString()).run().ok();

        Path restored = folder.resolve("restored");
        Outcome outcome = Runs.on(restored, "restore", archive.toString()).run();
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("key");
        assertThat(TestServer.serve(restored).run().exit()).isEqualTo(78);
        try (TestServer server = TestServer.start(
                restored, "--key-file", folder.resolve("data/key").toString())) {
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void aBackupNeverOverwrites() throws IOException {
        Path archive = Files.writeString(folder.resolve("backup.zip"), "precious");
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            Outcome outcome =
                    Runs.on(server.data(), "backup", archive.toString()).run();
            assertThat(outcome.exit()).isEqualTo(65);
            assertThat(outcome.errLines()).hasSize(1);
        }
        assertThat(archive).hasContent("precious");
    }

    @Test
    void restoreRefusesWhatIsInUseWhatIsNotEmptyAndWhatIsNoBackup() throws IOException {
        Path archive = folder.resolve("backup.zip");
        Path data = folder.resolve("data");
        try (TestServer server = TestServer.start(data)) {
            Runs.on(data, "backup", archive.toString()).run().ok();
            refused(Runs.on(data, "restore", archive.toString()).run(), 74);
            assertThat(server.stop()).isZero();
        }
        refused(Runs.on(data, "restore", archive.toString()).run(), 65);
        refused(
                Runs.on(folder.resolve("x"), "restore", folder.resolve("missing.zip") + "")
                        .run(),
                65);

        Path nonsense = Files.writeString(folder.resolve("nonsense.zip"), "nonsense");
        Path fresh = folder.resolve("fresh");
        refused(Runs.on(fresh, "restore", nonsense.toString()).run(), 65);
        byte[] bytes = Files.readAllBytes(archive);
        Path torn = Files.write(folder.resolve("torn.zip"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refused(Runs.on(fresh, "restore", torn.toString()).run(), 65);
        // What failed left nothing in the way.
        Runs.on(fresh, "restore", archive.toString()).run().ok();
    }

    private static void refused(Outcome outcome, int exit) {
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(exit);
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.out()).isEmpty();
    }

    /** Somebody who makes one workspace after the other. */
    private static final class Writing {
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread;

        Writing(Api api) {
            this.thread = Thread.ofVirtual().start(() -> {
                while (!ended.get()) {
                    api.post("/workspaces", Map.of("name", "W" + acknowledged.get()))
                            .ok();
                    acknowledged.incrementAndGet();
                }
            });
        }

        int count() {
            return acknowledged.get();
        }

        void awaitSome(int some) {
            dev.taskwright.acceptance.harness.Await.until(
                    some + " writes", java.time.Duration.ofSeconds(20), () -> count() >= some);
        }

        void end() throws InterruptedException {
            ended.set(true);
            thread.join();
        }
    }
}
