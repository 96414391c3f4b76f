package dev.taskwright.oauth.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.testkit.Effort;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8628, 6.1. */
class UserCodeTest {
    @Test
    void section61ACodeIsEightConsonantsWithADashBetween() {
        RandomTokens random = new RandomTokens();
        for (int i = 0; i < 1_000; i++) {
            UserCode code = new UserCode(random.consonants(UserCode.LENGTH));
            assertThat(code.toString()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
            assertThat(UserCode.typed(code.toString())).contains(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "WDJB‐MJHT", "W.D.J.B.M.J.H.T", "-wDjB--MjHt\t"})
    void section61CaseDashesAndBlanksDoNotMatter(String typed) {
        assertThat(UserCode.typed(typed)).contains(new UserCode("WDJBMJHT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "WDJB-MJH", "WDJB-MJHTT", "WDJB-MJHA", "WDJB-MJH1", "ＷDJBMJHT", "ſDJBMJHT", "ıDJBMJHT"})
    void anythingElseIsNoCode(String typed) {
        assertThat(UserCode.typed(typed)).isEmpty();
    }

    @Test
    void whateverIsTypedIsReadOrNot() {
        RandomGenerator random = Effort.random();
        for (int i = 0; i < Effort.count(5_000, 500_000); i++) {
            StringBuilder typed = new StringBuilder();
            for (int n = random.nextInt(50); n > 0; n--) {
                typed.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x110000));
            }
            UserCode.typed(typed.toString())
                    .ifPresent(
                            code -> assertThat(UserCode.typed(code.letters())).contains(code));
        }
        assertThat(UserCode.typed("-".repeat(100_000))).isEmpty();
    }

    @Test
    void nothingElseCanBeMadeACode() {
        assertThatThrownBy(() -> new UserCode("WDJB-MJHT")).isInstanceOf(IllegalArgumentException.class);
    }
}
