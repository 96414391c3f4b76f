package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LargeTextsTest {
    private static final String LARGE = "x".repeat(1 << 20);

    private final LargeTexts texts = new LargeTexts(1, Duration.ZERO);

    @Test
    void aSecondLargeTextIsHeldBackWhileTheFirstIsRead() {
        assertThatThrownBy(() -> texts.inTurn(LARGE, () -> texts.inTurn(LARGE, () -> "never")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Unavailable.class));
    }

    @Test
    void aSmallTextNeverWaits() {
        assertThat(texts.<String>inTurn(LARGE, () -> texts.inTurn("small", () -> "done")))
                .isEqualTo("done");
    }

    @Test
    void theTurnIsGivenBackAlsoAfterAFailure() {
        assertThatThrownBy(() -> texts.inTurn(LARGE, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(texts.<String>inTurn(LARGE, () -> "done")).isEqualTo("done");
    }
}
