package dev.taskwright.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileSaysNothing() {
        assertThat(PropertiesFile.read(folder.resolve("none"), Set.of("port"))).isEmpty();
    }

    @Test
    void linesBecomeValuesWithoutTheSpacesAround() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "# a note\nport = 81 \nissuer=https://tasks.example\n");
        assertThat(PropertiesFile.read(file, Set.of("port", "issuer")))
                .containsEntry("port", "81")
                .containsEntry("issuer", "https://tasks.example");
    }

    @Test
    void anUnknownNameIsAMistakeAndNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "prot=81\n");
        assertThatThrownBy(() -> PropertiesFile.read(file, Set.of("port")))
                .isInstanceOf(Mistakes.class)
                .hasMessageContaining("prot in ");
    }
}
