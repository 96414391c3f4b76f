package dev.taskwright.acceptance.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A backup with its keys of every version whose data people may have, restored, migrated and used. At a release one more
 * is made and committed:
 *
 * <pre>mvn -pl acceptance verify -Dit.test=UpgradeTest -Dtaskwright.fixture=0.1.0</pre>
 */
class UpgradeTest {
    private static final Path FIXTURES = Checkout.file("acceptance/src/test/resources/upgrade");

    @TempDir
    private Path folder;

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(file -> file.toString().endsWith(".zip")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void dataOfAnEarlierVersionIsMigratedAndWhole(Path fixture) {
        comesBackWhole(fixture);
    }

    /** Also what the next version will find here. */
    @Test
    void dataOfThisVersionComesBackWhole() throws IOException {
        Path fixture = makeFixture();
        comesBackWhole(fixture);
        String version = System.getProperty("taskwright.fixture");
        if (version != null) {
            Files.copy(fixture, FIXTURES.resolve(version + ".zip"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void comesBackWhole(Path fixture) {
        Path data = folder.resolve("restored");
        run(data, "restore", fixture.toString());
        try (TestServer server = TestServer.start(data)) {
            String token = run(data, "token", "add", "--user", "mia", "--name", "after")
                    .line();
            Work work = new Work(server.api(token));
            JsonNode project =
                    server.api(token).get("/me/projects").ok().items().getFirst();
            List<JsonNode> tasks = work.tasks(Work.id(project), 100);
            assertThat(tasks).extracting(Work::text).containsExactly("Kept", "done", "open", "below");
            assertThat(tasks.get(1).path("completed").asBoolean()).isTrue();
            assertThat(tasks.get(3).path("parentId").asString()).isEqualTo(Work.id(tasks.get(2)));
            work.add(Work.id(project), "added since").ok();

            assertThat(run(data, "app", "list").out()).contains("Old app");
            // The signing keys are sealed under the key file that came along.
            assertThat(Http.get(server.url("/oauth2/jwks")).body()).contains("\"kid\"");
            assertThat(server.stop()).isZero();
        }
    }

    private Path makeFixture() {
        Path data = folder.resolve("made");
        try (TestServer server = TestServer.start(data)) {
            Command add =
                    server.command("user", "add", "--handle", "mia", "--name", "Mia", "--email", "mia@example.org");
            add.with("--password-stdin").stdin("a long enough password").run().ok();
            run(data, "workspace", "add", "--owner", "mia", "--name", "Garden");
            run(
                    data,
                    "app",
                    "add",
                    "--owner",
                    "mia",
                    "--name",
                    "Old app",
                    "--redirect-uri",
                    "https://old.example/back");
            Work work = new Work(server.api(run(data, "token", "add", "--user", "mia", "--name", "before")
                    .line()));
            work.project(work.workspace(), "# Kept\n\n- [x] done\n- [ ] open\n  - [ ] below");
            Path file = folder.resolve("fixture.zip");
            run(data, "backup", file.toString(), "--with-keys");
            return file;
        }
    }

    private static Outcome run(Path data, String... words) {
        return Command.of(words).with("--data", data.toString()).run().ok();
    }
}
