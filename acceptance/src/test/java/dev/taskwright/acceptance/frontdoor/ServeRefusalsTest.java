package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} refuses: with which status, in which words, and without a trace left behind. */
class ServeRefusalsTest {
    @TempDir
    private Path folder;

    @Test
    void allMistakesAreReportedTogether() {
        Outcome outcome = TestServer.serve(folder.resolve("data"))
                .with("--host", "nowhere.invalid", "--issuer", "http://work.example/path", "--metrics-port", "99999")
                .with("--tls-cert", "/nowhere.pem", "--database-url", "mysql://x")
                .env("TASKWRIGHT_ADMIN_PASSWORD", "password1234")
                .run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("--host", "--issuer", "--metrics-port", "--tls-cert", "--tls-key", "--database-url")
                .contains("TASKWRIGHT_ADMIN_PASSWORD");
        assertThat(outcome.errLines()).allSatisfy(line -> assertThat(line).startsWith("taskwright: "));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void anUnknownOptionIsNamed() {
        Outcome outcome = TestServer.serve(folder).with("--prot", "80").run();

        assertThat(outcome.exit()).isIn(64, 78);
        assertThat(outcome.err()).contains("--prot");
    }

    @Test
    void aWeakOwnerPasswordIsRefusedWithTheReason() {
        Outcome tooShort = TestServer.serve(folder.resolve("a"))
                .env("TASKWRIGHT_ADMIN_PASSWORD", "short")
                .run();
        Outcome tooCommon = TestServer.serve(folder.resolve("b"))
                .env("TASKWRIGHT_ADMIN_PASSWORD", "123456789012")
                .run();

        assertThat(tooShort.exit()).isEqualTo(78);
        assertThat(tooShort.err()).contains("TASKWRIGHT_ADMIN_PASSWORD", "12").doesNotContain("short\n");
        assertThat(tooCommon.exit()).isEqualTo(78);
        assertThat(tooCommon.err()).contains("TASKWRIGHT_ADMIN_PASSWORD").doesNotContain("123456789012");
    }

    @Test
    void anOpenAddressWithoutTlsIsRefusedAndSaysWhatToGive() {
        Outcome outcome = TestServer.serve(folder).with("--host", "0.0.0.0").run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.err()).contains("--host", "--tls-cert", "--issuer https://");
    }

    @Test
    void aPortInUseIsOneClearLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = TestServer.serve(folder)
                    .with("--port", String.valueOf(taken.getLocalPort()))
                    .run();

            assertRefused(outcome, String.valueOf(taken.getLocalPort()));
            assertThat(outcome.err()).contains("--port");
        }
    }

    @Test
    void aPlaceWhereNoFolderCanBeIsOneClearLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertRefused(TestServer.serve(file).run(), file.toString());
        assertRefused(TestServer.serve(file.resolve("data")).run(), file.toString());
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        try (TestServer first = TestServer.start(folder)) {
            assertRefused(TestServer.serve(folder).run(), folder.toString());
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedWithTheReason() throws SQLException {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.stop()).isZero();
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("taskwright.db"));
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO flyway_schema_history
                      (installed_rank, version, description, type, script, checksum, installed_by, installed_on,
                       execution_time, success)
                    SELECT max(installed_rank) + 1, '9000', 'later', 'SQL', 'V9000__later.sql', 1, '',
                      '2030-01-01 00:00:00', 1, 1
                    FROM flyway_schema_history""");
        }

        assertRefused(TestServer.serve(folder).run(), "9000");
        assertRefused(Runs.on(folder, "user", "list").run(), "newer");
    }

    @Test
    void aMissingKeyFileIsRefusedRatherThanReplaced() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.stop()).isZero();
        }
        Files.move(folder.resolve("key"), folder.resolve("elsewhere"));

        Outcome missing = TestServer.serve(folder).run();
        assertThat(missing.exit()).isEqualTo(78);
        assertThat(missing.errLines()).hasSize(1);
        assertThat(missing.err()).contains("key file", "--key-file");
        assertThat(folder.resolve("key")).doesNotExist();

        Outcome found = Runs.on(folder, "user", "list")
                .with("--key-file", folder.resolve("elsewhere").toString())
                .run();
        assertThat(found.exit()).isZero();
    }

    @Test
    void anotherInstallationsKeyFileIsRefused() {
        Path other = folder.resolve("other");
        try (TestServer server = TestServer.start(folder.resolve("data"));
                TestServer another = TestServer.start(other)) {
            assertThat(server.stop()).isZero();
            assertThat(another.stop()).isZero();
        }

        Outcome outcome = TestServer.serve(folder.resolve("data"))
                .with("--key-file", other.resolve("key").toString())
                .run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.err()).contains("key file");
    }

    private static void assertRefused(Outcome outcome, String named) {
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(74);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.err()).contains(named);
    }
}
