package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7636. */
class CodeChallengeTest {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void theExampleOfAppendixBIsAnswered() {
        assertThat(CodeChallenge.answeredBy(VERIFIER)).contains(new CodeChallenge(CHALLENGE));
        assertThat(CodeChallenge.of(CHALLENGE)).contains(new CodeChallenge(CHALLENGE));
    }

    @Test
    void aVerifierHas43To128Characters() {
        assertThat(CodeChallenge.answeredBy("a".repeat(42))).isEmpty();
        assertThat(CodeChallenge.answeredBy("a".repeat(43))).isPresent();
        assertThat(CodeChallenge.answeredBy("a".repeat(128))).isPresent();
        assertThat(CodeChallenge.answeredBy("a".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "+", "/", "=", "%", "é", "\n", "\u0000"})
    void aVerifierHasOnlyUnreservedCharacters(String foreign) {
        assertThat(CodeChallenge.answeredBy("a".repeat(50) + foreign)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMA",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN",
                "dBjftJeZ4CVP.mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            })
    void whatCannotBeASha256HashIsNoChallenge(String text) {
        assertThat(CodeChallenge.of(text)).isEmpty();
    }
}
