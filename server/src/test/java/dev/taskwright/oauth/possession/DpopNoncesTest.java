package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449, 8. */
class DpopNoncesTest {
    private final FakeClock clock = new FakeClock();
    private final DpopNonces nonces = node("the key of the nodes");

    private DpopNonces node(String key) {
        return new DpopNonces(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"), clock);
    }

    @Test
    void aNonceIsGoodOnEveryNodeForSomeMinutes() {
        String nonce = nonces.current();

        clock.advance(DpopNonces.LIFETIME);
        assertThat(nonces.isGood(nonce)).isTrue();
        assertThat(node("the key of the nodes").isGood(nonce)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(nonces.isGood(nonce)).isFalse();
    }

    @Test
    void anotherOneComesEveryMinute() {
        String first = nonces.current();
        assertThat(nonces.current()).isEqualTo(first);

        clock.advance(Duration.ofMinutes(1));
        assertThat(nonces.current()).isNotEqualTo(first);
    }

    @Test
    void oneOfAnotherServerIsNotGood() {
        assertThat(nonces.isGood(node("another key").current())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
                "ääääääääääääääääääääääääääääääää"
            })
    void whatIsNoNonceIsNotGood(String text) {
        assertThat(nonces.isGood(text)).isFalse();
    }

    @Test
    void aMinuteWithoutItsMacIsNotGood() {
        String nonce = nonces.current();

        assertThat(nonces.isGood(nonce.substring(0, 31) + (nonce.endsWith("A") ? "B" : "A")))
                .isFalse();
    }
}
