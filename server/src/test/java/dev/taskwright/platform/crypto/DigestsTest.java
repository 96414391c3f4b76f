package dev.taskwright.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class DigestsTest {
    @Test
    void sha256IsThatOfFips180() {
        assertThat(HexFormat.of().formatHex(Digests.sha256("abc".getBytes(UTF_8))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digests.sha256Base64Url("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    /** RFC 4231, test case 2. */
    @Test
    void hmacIsThatOfRfc4231() {
        byte[] mac = Digests.hmacSha256(
                new SecretKeySpec("Jefe".getBytes(UTF_8), "HmacSHA256"),
                "what do ya want for nothing?".getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(mac))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void secretsAreTheSameOnlyWhenEveryCharacterIs() {
        assertThat(Digests.sameSecret("secret", "secret")).isTrue();
        assertThat(Digests.sameSecret("secret", "secreT")).isFalse();
        assertThat(Digests.sameSecret("secret", "secret ")).isFalse();
        assertThat(Digests.sameSecret("", "s")).isFalse();
    }
}
