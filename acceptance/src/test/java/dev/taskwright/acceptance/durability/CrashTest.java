package dev.taskwright.acceptance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Effort;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at a random moment under concurrent writes: everything acknowledged is found, nothing is half there. */
class CrashTest {
    private static final int WRITERS = 8;

    @TempDir
    private Path folder;

    @Test
    void noAcknowledgedWriteIsLostAndNoneIsHalfThere() throws Exception {
        Path data = folder.resolve("data");
        Random random = Effort.random();
        String token;
        String project;
        try (TestServer server = TestServer.start(data)) {
            token = server.token();
            Work work = new Work(server.api());
            project = work.project(work.workspace(), "# Crash test");
            assertThat(server.stop()).isZero();
        }
        List<Journal> journals = new ArrayList<>();
        int rounds = Effort.count(10, 100);
        for (int round = 0; round < rounds; round++) {
            Journal journal = new Journal(round);
            journals.add(journal);
            try (TestServer server = TestServer.start(data)) {
                Storm storm = Storm.start(server.api(token), project, journal, WRITERS);
                int enough = 1 + random.nextInt(120);
                Await.until(
                        () -> enough + " acknowledged writes; there were " + journal.acknowledged() + "; "
                                + storm.troubles() + server.err(),
                        Duration.ofSeconds(60),
                        () -> journal.acknowledged() >= enough);
                server.kill();
                storm.end();
            }
            Remains.of(data, folder.resolve("remains-" + round)).requireWhole();
        }
        try (TestServer server = TestServer.start(data)) {
            List<Journal.Task> tasks = new Work(server.api(token))
                    .tasks(project, 1000).stream().map(Journal.Task::of).toList();
            for (Journal journal : journals) {
                journal.requireIn(tasks);
            }
        }
    }
}
