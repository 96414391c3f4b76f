package dev.taskwright.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    private final RandomTokens random = new RandomTokens();

    @TempDir
    Path folder;

    @Test
    void aNewFileIsForItsOwnerAloneAndNothingElseIsLeftBehind() throws IOException {
        Path path = folder.resolve("key");
        assertThat(KeyFile.read(path)).isEmpty();
        KeyFile made = KeyFile.readOrCreate(path, random);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(made.warning()).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void readingItAgainGivesTheSameKeys() {
        KeyFile made = KeyFile.readOrCreate(folder.resolve("key"), random);
        KeyFile read = KeyFile.readOrCreate(folder.resolve("key"), random);
        assertThat(read.fingerprint()).isEqualTo(made.fingerprint());
        assertThat(read.derive("csrf")).isEqualTo(made.derive("csrf"));
        assertThat(read.derive("csrf")).isNotEqualTo(read.derive("seal"));
    }

    @Test
    void processesThatStartTogetherAgreeOnOneKey() {
        Path path = folder.resolve("key");
        assertThat(IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(i -> KeyFile.readOrCreate(path, random).fingerprint())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFileThatOthersMayReadIsUsedWithAWarning() throws IOException {
        Path path = folder.resolve("key");
        KeyFile key = KeyFile.readOrCreate(path, random);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(key.warning()).hasValueSatisfying(text -> assertThat(text).contains("chmod 600"));
    }

    @Test
    void anythingElseIsNotAKeyFile() throws IOException {
        for (String text : new String[] {"", "secret", "taskwright-key-1:short", "taskwright-key-1:***", "\u00e9"}) {
            Path path = Files.writeString(folder.resolve("other"), text);
            assertThatThrownBy(() -> KeyFile.read(path)).isInstanceOf(KeyFileRefused.class);
        }
        assertThatThrownBy(() -> KeyFile.readOrCreate(folder.resolve("absent/key"), random))
                .isInstanceOf(KeyFileRefused.class);
    }

    @Test
    void theKeyOfAnotherInstallationIsRefused() {
        KeyFile ours = KeyFile.readOrCreate(folder.resolve("ours"), random);
        KeyFile theirs = KeyFile.readOrCreate(folder.resolve("theirs"), random);
        ours.requireFingerprint(ours.fingerprint());
        assertThatThrownBy(() -> theirs.requireFingerprint(ours.fingerprint()))
                .isInstanceOf(KeyFileRefused.class)
                .hasMessageContaining("--key-file");
    }
}
