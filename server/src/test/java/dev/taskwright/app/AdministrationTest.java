package dev.taskwright.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.admin.AdminSocket;
import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataFolder;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on a data folder of their own, alone and beside a server that has it open. */
class AdministrationTest {
    @TempDir
    Path folder;

    private Answer run(String... words) {
        return run(folder, words);
    }

    private static Answer run(Path data, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--data");
        line.add(data.toString());
        return Main.answer(line, Map.of());
    }

    private DataPlace place() {
        return new DataPlace(
                folder,
                new dev.taskwright.platform.db.DatabaseAddress.Sqlite(folder.resolve("taskwright.db")),
                folder.resolve("key"));
    }

    @Test
    void anEmptyInstallationHasNobody() {
        assertThat(run("user", "list")).isEqualTo(Answer.ok("[]\n"));
    }

    @Test
    void anUnknownUserIsOneLineAndStatus65() {
        Answer answer = run("user", "disable", "nobody");
        assertThat(answer.status()).isEqualTo(ExitStatus.DATA);
        assertThat(answer.notices()).isEqualTo("taskwright: User 'nobody' not found\n");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void keysAreAddedAnnouncedAndRetired() {
        assertThat(run("keys", "add", "--alg", "XS256").notices()).contains("RS256, PS256, ES256, EdDSA or ML-DSA-65");
        String kid = kid(run("keys", "add", "--alg", "EdDSA"));
        assertThat(run("keys", "rotate").out()).contains("\"announced\"");
        assertThat(run("keys", "retire", kid).out()).contains("\"retired\"", "\"active\"");
        assertThat(run("keys", "retire", kid).status()).isEqualTo(ExitStatus.DATA);
        assertThat(run("keys", "list").out()).contains(kid, "EdDSA");
    }

    private static String kid(Answer answer) {
        Matcher found = Pattern.compile("\"kid\" ?: ?\"([^\"]+)\"").matcher(answer.out());
        assertThat(found.find()).as(answer.out() + answer.notices()).isTrue();
        return found.group(1);
    }

    @Test
    void tokensToRegisterAppsWithAreMadeListedAndRevoked() {
        Answer made = run("app", "token", "add", "--name", "CI", "--uses", "3", "--expires", "7d");
        assertThat(made.out()).startsWith("twi_");
        String list = run("app", "token", "list").out();
        assertThat(list)
                .contains("\"name\":\"CI\"", "\"uses_left\":3")
                .doesNotContain(made.out().strip());
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(list);
        assertThat(id.find()).isTrue();
        assertThat(run("app", "token", "revoke", id.group(1)).out()).contains("\"revoked\":true");
        assertThat(run("app", "token", "revoke", id.group(1)).status()).isEqualTo(ExitStatus.DATA);
        assertThat(run("app", "token", "add", "--name", "CI", "--owner", "nobody")
                        .status())
                .isEqualTo(ExitStatus.DATA);
        assertThat(run("app", "token", "add", "--name", "CI", "--uses", "0").notices())
                .contains("--uses");
    }

    @Test
    void whatIsMissingIsNamed() {
        Answer answer = run("user", "add", "--email", "a@example.org");
        assertThat(answer.status()).isEqualTo(ExitStatus.CONFIG);
        assertThat(answer.notices()).contains("--name is missing", "--handle is missing");
    }

    @Test
    void anUnknownCommandPointsToHelp() {
        Answer answer = Main.answer(List.of("usr", "list"), Map.of());
        assertThat(answer.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(answer.notices()).contains("'usr list'").contains("help");
    }

    @Test
    void everyCommandHasHelp() {
        for (String line : Main.answer(List.of("help"), Map.of()).out().lines().toList()) {
            if (line.startsWith("  ")
                    && !line.contains("test ")
                    && !line.contains("check ")
                    && !line.contains("help ")) {
                String words = line.strip().replaceAll("  .*", "").replaceAll(" [A-Z\\[].*", "");
                Answer answer = Main.answer(List.of((words + " --help").split(" ")), Map.of());
                assertThat(answer.out())
                        .as(words)
                        .startsWith("Usage: ./taskwright " + words)
                        .contains("--data");
            }
        }
    }

    @Test
    void aCommandReachesTheProcessThatHasTheFolderOpen() throws IOException {
        try (DataFolder _ = DataFolder.lock(folder);
                House house = House.open(place(), false);
                AdminSocket _ = AdminSocket.open(folder, house)) {
            Path socket = folder.resolve("admin.sock");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            house.identity()
                    .users()
                    .add(
                            House.OPERATOR,
                            new dev.taskwright.identity.users.NewUser(
                                    "ada", "ada@example.org", "Ada", "correct horse battery", false));
            assertThat(run("user", "disable", "ada").status()).isEqualTo(ExitStatus.OK);
            assertThat(house.identity().users().require("ada").disabled()).isTrue();
            assertThat(run("user", "list", "--json").out())
                    .contains("\"handle\":\"ada\"")
                    .contains("\"disabled\":true");
        }
        assertThat(folder.resolve("admin.sock")).doesNotExist();
    }

    @Test
    void aFolderWithALongPathHasItsSocketElsewhere() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
        DataPlace place = new DataPlace(
                deep,
                new dev.taskwright.platform.db.DatabaseAddress.Sqlite(deep.resolve("taskwright.db")),
                deep.resolve("key"));
        try (DataFolder _ = DataFolder.lock(deep);
                House house = House.open(place, false);
                AdminSocket _ = AdminSocket.open(deep, house)) {
            assertThat(run(deep, "user", "list")).isEqualTo(Answer.ok("[]\n"));
        }
        assertThat(deep.resolve("admin.sock.path")).doesNotExist();
    }

    @Test
    void anAppIsRegisteredShownAndChangedByItsMetadata() throws IOException {
        try (House house = House.open(place(), false)) {
            house.identity()
                    .users()
                    .add(
                            House.OPERATOR,
                            new dev.taskwright.identity.users.NewUser(
                                    "ada", "ada@example.org", "Ada", "correct horse battery", false));
        }
        Path set = Files.writeString(folder.resolve("set.json"), """
                [{"client_id":"one","redirect_uris":["https://q.example/1"]},
                 {"client_id":"two","redirect_uris":["http://q.example/2"]}]""");
        Answer refused = run("app", "add", "--owner", "ada", "--metadata", set.toString());
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.notices()).contains("[1] redirect_uris");
        Files.writeString(set, Files.readString(set).replace("http:", "https:"));
        assertThat(run("app", "add", "--owner", "ada", "--metadata", set.toString())
                        .out())
                .contains("\"client_id\":\"one\"", "\"client_id\":\"two\"", "client_secret");

        Path file = Files.writeString(folder.resolve("quill.json"), """
                {"client_id":"quill","client_secret":"s3cret","client_name":"Quill",
                 "redirect_uris":["https://q.example/cb"],"policy_uri":"https://q.example/policy"}""");

        assertThat(run("app", "add", "--owner", "ada", "--metadata", file.toString())
                        .out())
                .contains("\"client_id\":\"quill\"")
                .contains("\"client_secret\":\"s3cret\"");
        assertThat(run("app", "show", "quill").out())
                .contains("\"policy_uri\":\"https://q.example/policy\"")
                .doesNotContain("s3cret");
        assertThat(run("app", "update", "quill", "--new-secret").out()).contains("\"client_secret\"");
        assertThat(run("app", "update", "quill").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("app", "add", "--owner", "ada", "--metadata", file.toString())
                        .notices())
                .contains("already");
    }

    @Test
    void aSecondProcessIsRefused() {
        try (DataFolder _ = DataFolder.lock(folder)) {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    CommandFailure.class, () -> DataFolder.lock(folder))
                            .status())
                    .isEqualTo(ExitStatus.IO);
        }
    }

    @Test
    void aMissingKeyFileIsNotReplacedByANewOne() throws IOException {
        run("user", "list");
        Files.move(folder.resolve("key"), folder.resolve("key.lost"));
        Answer answer = run("user", "list");
        assertThat(answer.status()).isEqualTo(ExitStatus.CONFIG);
        assertThat(answer.notices()).contains("key file").contains("--key-file");
        assertThat(folder.resolve("key")).doesNotExist();
    }

    @Test
    void anotherInstallationsKeyFileIsRefused() throws IOException {
        run("user", "list");
        Path other = Files.createDirectory(folder.resolve("other"));
        run(other, "user", "list");
        Answer answer = run("user", "list", "--key-file", other.resolve("key").toString());
        assertThat(answer.status()).isEqualTo(ExitStatus.CONFIG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackupComesBackWhole(boolean withKeys) throws IOException {
        try (House house = House.open(place(), false)) {
            house.identity()
                    .users()
                    .add(
                            House.OPERATOR,
                            new dev.taskwright.identity.users.NewUser(
                                    "ada", "ada@example.org", "Ada", "correct horse battery", false));
        }
        Files.writeString(folder.resolve("taskwright.properties"), "port=8099\n");
        Files.createDirectories(folder.resolve("media/ab"));
        Files.writeString(folder.resolve("media/ab/picture"), "bytes");
        Path archive = folder.resolve("backup.zip");
        Answer backup = withKeys ? run("backup", archive.toString(), "--with-keys") : run("backup", archive.toString());
        assertThat(backup.status()).as(backup.notices()).isEqualTo(ExitStatus.OK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");

        Path fresh = folder.resolve("fresh");
        Answer restore = run(fresh, "restore", archive.toString());
        assertThat(restore.status()).as(restore.notices()).isEqualTo(ExitStatus.OK);
        assertThat(fresh.resolve("media/ab/picture")).hasContent("bytes");
        assertThat(fresh.resolve("taskwright.properties")).hasContent("port=8099\n");
        if (!withKeys) {
            assertThat(restore.notices()).contains("holds no key file");
            Files.copy(folder.resolve("key"), fresh.resolve("key"));
        }
        assertThat(run(fresh, "user", "list").out())
                .isEqualTo(run("user", "list").out());
    }

    @Test
    void aBackupIsNeverWrittenOverAFile() throws IOException {
        run("user", "list");
        Path archive = Files.writeString(folder.resolve("precious"), "mine");
        assertThat(run("backup", archive.toString()).status()).isEqualTo(ExitStatus.DATA);
        assertThat(archive).hasContent("mine");
    }

    @Test
    void restoreTakesOnlyAnEmptyFolderAndOnlyABackup() throws IOException {
        run("user", "list");
        Path archive = folder.resolve("backup.zip");
        run("backup", archive.toString());
        assertThat(run("restore", archive.toString()).notices()).contains("is not empty");
        Path text = Files.writeString(folder.resolve("text"), "not a zip");
        Path fresh = folder.resolve("fresh");
        assertThat(run(fresh, "restore", text.toString()).status()).isEqualTo(ExitStatus.DATA);
        assertThat(fresh.resolve("restoring")).doesNotExist();
        assertThat(run(fresh, "restore", archive.toString()).status()).isEqualTo(ExitStatus.OK);
    }
}
