package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealerTest {
    private final RandomTokens random = new RandomTokens();

    @TempDir
    Path folder;

    private Sealer sealer;

    @BeforeEach
    void openKeyFile() {
        sealer = new Sealer(KeyFile.readOrCreate(folder.resolve("key"), random), random);
    }

    @Test
    void whatIsSealedOpensUnderTheSameContextOnly() {
        byte[] sealed = sealer.seal("secret".getBytes(UTF_8), "signing_key:1");
        assertThat(sealer.open(sealed, "signing_key:1")).isEqualTo("secret".getBytes(UTF_8));
        assertThatThrownBy(() -> sealer.open(sealed, "signing_key:2"))
                .isInstanceOf(SealBroken.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void sealingTwiceNeverGivesTheSameBytes() {
        assertThat(sealer.seal(new byte[32], "x")).isNotEqualTo(sealer.seal(new byte[32], "x"));
    }

    @Test
    void aChangedOrCutValueDoesNotOpen() {
        byte[] sealed = sealer.seal("secret".getBytes(UTF_8), "x");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(changed, "x")).isInstanceOf(SealBroken.class);
        }
        assertThatThrownBy(() -> sealer.open(new byte[0], "x")).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealer.open(new byte[28], "x")).isInstanceOf(SealBroken.class);
    }

    @Test
    void anotherKeyFileDoesNotOpenIt() {
        byte[] sealed = sealer.seal("secret".getBytes(UTF_8), "x");
        Sealer other = new Sealer(KeyFile.readOrCreate(folder.resolve("other"), random), random);
        assertThatThrownBy(() -> other.open(sealed, "x")).isInstanceOf(SealBroken.class);
    }
}
