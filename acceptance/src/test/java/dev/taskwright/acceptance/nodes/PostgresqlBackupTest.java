package dev.taskwright.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.Postgresql;
import dev.taskwright.acceptance.harness.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup} and {@code restore} of a PostgreSQL database, which need PostgreSQL's own programs. */
class PostgresqlBackupTest {
    @TempDir
    private static Path folder;

    private static Postgresql postgresql;
    private static String database;
    private static String token;

    @BeforeAll
    static void open() {
        postgresql = Postgresql.start();
        database = postgresql.database("source");
        try (TestServer server = TestServer.start(
                folder.resolve("data"), TestServer.serve(folder.resolve("data")).with("--database-url", database))) {
            token = server.token();
        }
    }

    @AfterAll
    static void close() {
        postgresql.close();
    }

    @Test
    void withoutPgDumpItSaysWhatIsMissing() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String program : new String[] {"sh", "dirname", "readlink", "find", "grep", "head", "sed", "mktemp"}) {
            Files.createSymbolicLink(tools.resolve(program), which(program));
        }

        Outcome outcome =
                backup(folder.resolve("a.zip")).env("PATH", tools.toString()).run();

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(74);
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.err()).contains("pg_dump");
        assertThat(folder.resolve("a.zip")).doesNotExist();
    }

    /** Where the machine's pg_dump is older than the server, the way back cannot be walked; the refusal is looked at. */
    @Test
    void aBackupComesBackIntoAnEmptyDatabaseOnly() {
        Outcome saved = backup(folder.resolve("b.zip")).with("--with-keys").run();
        if (saved.exit() != 0) {
            assertThat(saved.exit()).isEqualTo(74);
            assertThat(saved.errLines()).hasSize(1);
            assertThat(saved.err()).startsWith("taskwright: pg_dump ");
            assertThat(folder.resolve("b.zip")).doesNotExist();
            return;
        }

        assertThat(restore("full", database).run().exit()).isEqualTo(65);
        String empty = postgresql.database("empty");
        restore("restored", empty).run().ok();
        Path data = folder.resolve("restored");
        try (TestServer server = TestServer.start(data, TestServer.serve(data).with("--database-url", empty))) {
            assertThat(server.api(token).get("/workspaces").ok().items()).isNotEmpty();
        }
    }

    private static Command backup(Path file) {
        return Command.of("backup", file.toString(), "--database-url", database)
                .with("--data", folder.resolve("data").toString());
    }

    private static Command restore(String into, String url) {
        return Command.of("restore", folder.resolve("b.zip").toString(), "--database-url", url)
                .with("--data", folder.resolve(into).toString());
    }

    private static Path which(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
