package dev.taskwright.acceptance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Reply;
import dev.taskwright.acceptance.harness.Strace;
import dev.taskwright.acceptance.harness.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody is answered before the operating system has put the write-ahead log on the disk, and those who write at the same
 * time share one sync. strace sees the syncs; both sides' clocks are the machine's.
 */
class FsyncTest {
    private static final String LOG = "taskwright.db-wal";

    @TempDir
    private Path folder;

    private Strace strace;

    @BeforeEach
    void makeRoomForTheRecords() throws Exception {
        strace = new Strace(Files.createDirectory(folder.resolve("trace")));
    }

    /** A write between its request and its answer, by this client's clock. */
    private record Written(Instant sent, Instant answered) {
        boolean spans(Strace.Sync sync) {
            return sync.succeeded() && sync.begin().isAfter(sent) && sync.end().isBefore(answered);
        }
    }

    @Test
    void everyWriteWaitsForItsOwnSync() throws Exception {
        List<Written> writes = new ArrayList<>();
        try (TestServer server = observed("")) {
            Api api = server.api();
            for (int i = 0; i < 25; i++) {
                writes.add(write(api, "alone " + i));
            }
            assertThat(server.stop()).isZero();
        }

        List<Strace.Sync> syncs = strace.syncs(LOG);
        assertThat(writes)
                .allSatisfy(write -> assertThat(syncs.stream().filter(write::spans))
                        .as("syncs between request and answer of " + write)
                        .hasSizeBetween(1, 2));
    }

    /** Syncs are made slow here, so that writers meet whatever the speed of the disk. */
    @Test
    void thoseWhoWriteTogetherShareASync() throws Exception {
        int writers = 16;
        int each = 6;
        List<Written> writes = new ArrayList<>();
        try (TestServer server = observed("delay_exit=30000");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = server.api();
            CountDownLatch together = new CountDownLatch(writers);
            List<Future<List<Written>>> all = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(series(api, together, writer, each)))
                    .toList();
            for (Future<List<Written>> one : all) {
                writes.addAll(one.get());
            }
            assertThat(server.stop()).isZero();
        }

        Instant first =
                writes.stream().map(Written::sent).min(Instant::compareTo).orElseThrow();
        Instant last =
                writes.stream().map(Written::answered).max(Instant::compareTo).orElseThrow();
        List<Strace.Sync> syncs = strace.syncs(LOG);
        assertThat(writes)
                .hasSize(writers * each)
                .allSatisfy(write ->
                        assertThat(syncs.stream().anyMatch(write::spans)).isTrue());
        assertThat(syncs.stream().filter(new Written(first, last)::spans))
                .as("syncs for " + writes.size() + " writes")
                .hasSizeLessThan(writes.size() / 2);
    }

    /** A disk that fails: refused in words, nothing acknowledged that is not there after the next start. */
    @Test
    void aWriteWhoseSyncFailsIsNotAcknowledged() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            String token = server.token();
            assertThat(server.stop()).isZero();
            List<String> acknowledged = new ArrayList<>();
            List<Reply> refused = new ArrayList<>();
            try (TestServer ill = observed("error=EIO:when=5+")) {
                for (int i = 0; i < 12; i++) {
                    Reply reply = ill.api(token).post("/workspaces", Map.of("name", "maybe " + i));
                    if (reply.status() == 200) {
                        acknowledged.add("maybe " + i);
                    } else {
                        refused.add(reply.require(503));
                    }
                }
                assertThat(ill.api(token).get("/workspaces").status()).isEqualTo(200);
                ill.kill();
            }
            assertThat(acknowledged).isNotEmpty();
            assertThat(refused).isNotEmpty();
            try (TestServer well = TestServer.start(folder.resolve("data"))) {
                assertThat(well.api(token).get("/workspaces").ok().items())
                        .extracting(item -> item.path("name").asString())
                        .containsAll(acknowledged);
            }
        }
    }

    private TestServer observed(String inject) {
        Path data = folder.resolve("data");
        return TestServer.start(data, strace.around(TestServer.serve(data), inject));
    }

    private static Callable<List<Written>> series(Api api, CountDownLatch together, int writer, int count) {
        return () -> {
            together.countDown();
            together.await();
            List<Written> writes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                writes.add(write(api, writer + " together " + i));
            }
            return writes;
        };
    }

    private static Written write(Api api, String name) {
        Instant sent = Instant.now();
        api.post("/workspaces", Map.of("name", name)).ok();
        return new Written(sent, Instant.now());
    }
}
