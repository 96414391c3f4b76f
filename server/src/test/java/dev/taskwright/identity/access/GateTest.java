package dev.taskwright.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
    private static final Caller SOMEBODY = new Caller.Operator("test");

    private final List<Credential> asked = new ArrayList<>();
    private final Gate gate = new Gate(List.of(new Letters("x"), new Letters("twp_")));

    /** Admits every bearer of a token that begins with its letters and does not end in "bad". */
    private final class Letters implements BearerTokens {
        private final String start;

        Letters(String start) {
            this.start = start;
        }

        @Override
        public boolean recognises(Credential presented) {
            return presented.isBearer() && presented.token().startsWith(start);
        }

        @Override
        public Decision check(Credential presented) {
            asked.add(presented);
            return presented.token().endsWith("bad")
                    ? Decision.invalidToken("Expired")
                    : new Decision.Admitted(SOMEBODY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer twp_1", "bearer twp_1", "BEARER   twp_1  ", " Bearer twp_1"})
    void theSchemeHasNoCaseAndTheTokenNoSpaces(String authorization) {
        assertThat(gate.admit(presented(authorization))).isEqualTo(SOMEBODY);
        assertThat(asked.getFirst().token()).isEqualTo("twp_1");
    }

    @Test
    void theKindOfTokenSeesAllThatWasPresented() {
        gate.admit(new Presented(List.of("Bearer x1"), "POST", "https://host/api", List.of("proof"), null));
        assertThat(asked)
                .containsExactly(new Credential("bearer", "x1", "POST", "https://host/api", List.of("proof"), null));
    }

    /** RFC 6750, 3.1: without a credential the challenge carries no error. */
    @Test
    void nothingPresentedIsNotAnError() {
        Decision decision = gate.decide(new Presented(List.of(), "GET", "https://host/", List.of(), null));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Challenged.class,
                        challenged -> assertThat(challenged.challenge().headerValue())
                                .isEqualTo("Bearer realm=\"taskwright\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "twp_1", "Basic YTpi", "DPoP twp_1", "Bearer unknown", "Bearer x bad"})
    void whateverNoKindKnowsIsAnInvalidToken(String authorization) {
        assertThatThrownBy(() -> gate.admit(presented(authorization)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(((Problem.Unauthenticated) e.problem()).error())
                                .isEqualTo("invalid_token"));
    }

    @Test
    void twoHeadersAreRefusedWithoutAskingAnybody() {
        Presented twice = new Presented(List.of("Bearer x1", "Bearer x1"), "GET", "https://host/", List.of(), null);
        assertThat(gate.decide(twice)).isInstanceOf(Decision.Challenged.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aHugeTokenIsRefusedWithoutAskingAnybody() {
        assertThat(gate.decide(presented("Bearer x" + "y".repeat(20_000)))).isInstanceOf(Decision.Challenged.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void theChallengeSaysWhatIsWrong() {
        assertThat(new Challenge("Bearer", "invalid_token", "Expired").headerValue())
                .isEqualTo("Bearer realm=\"taskwright\", error=\"invalid_token\", error_description=\"Expired\"");
    }

    @Test
    void noTextFormShowsTheToken() {
        assertThat(presented("Bearer x-secret").toString()).doesNotContain("x-secret");
        gate.admit(presented("Bearer x-secret"));
        assertThat(asked.getFirst().toString()).doesNotContain("x-secret");
    }

    private static Presented presented(String authorization) {
        return new Presented(List.of(authorization), "GET", "https://host/api", List.of(), null);
    }
}
