package dev.taskwright.identity.personaltokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.crypto.RandomTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenTextTest {
    @Test
    void aMadeOneIsWellFormed() {
        for (int i = 0; i < 1_000; i++) {
            String text = TokenText.make(new RandomTokens());
            assertThat(text).matches("twp_[0-9A-Za-z]{32}[0-9A-Za-z]{6}");
            assertThat(TokenText.isWellFormed(text)).isTrue();
        }
    }

    /** zlib says that the CRC-32 of 32 zeros is 0xa0f292d0. */
    @Test
    void theChecksumIsTheCrc32OfTheRandomPart() {
        assertThat(TokenText.checksum("0".repeat(32))).isEqualTo("2wjyrI");
    }

    @Test
    void oneWrongCharacterAnywhereIsNoticed() {
        String text = TokenText.make(new RandomTokens());
        for (int i = 4; i < text.length(); i++) {
            char other = text.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(TokenText.isWellFormed(text.substring(0, i) + other + text.substring(i + 1)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "twp_", "twp_short", "ghp_00000000000000000000000000000000000000", "twp_\u00e9"})
    void otherTextsAreNot(String text) {
        assertThat(TokenText.isWellFormed(text)).isFalse();
    }
}
