package dev.taskwright.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RandomTokensTest {
    private final RandomTokens random = new RandomTokens();

    @Test
    void tokensAre43CharactersOfBase64UrlAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(random.token256()).matches("[A-Za-z0-9_-]{43}");
            seen.add(random.token256());
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void lettersHaveTheLengthAskedForAndUseTheWholeAlphabet() {
        assertThat(random.base58(22)).matches("[1-9A-HJ-NP-Za-km-z]{22}");
        assertThat(random.base62(32)).matches("[0-9A-Za-z]{32}");
        assertThat(lettersIn(random.base58(10_000))).hasSize(58);
        assertThat(lettersIn(random.base62(10_000))).hasSize(62);
    }

    @Test
    void uuidsAreOfVersionFour() {
        UUID uuid = UUID.fromString(random.uuid());
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(random.uuid()).isNotEqualTo(uuid.toString()).isLowerCase();
    }

    private static Set<Integer> lettersIn(String text) {
        return text.chars().boxed().collect(Collectors.toSet());
    }
}
