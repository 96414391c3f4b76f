package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProofMemoryTest {
    private static final long NOW = 1_000_000;
    private static final long OLDEST = NOW - 60;

    @Test
    void aProofIsNewOnce() {
        ProofMemory memory = new ProofMemory(100, OLDEST);

        assertThat(memory.add(7, NOW, OLDEST)).isTrue();
        assertThat(memory.add(7, NOW, OLDEST)).isFalse();
        assertThat(memory.add(0, NOW, OLDEST)).isTrue();
        assertThat(memory.add(0, NOW, OLDEST)).isFalse();
    }

    @Test
    void whatItTellsIsWhatASetTells() {
        Random random = new Random(9449);
        ProofMemory memory = new ProofMemory(100_000, OLDEST);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            // so few that many come twice, and that they lie close together
            long mark = random.nextInt(30_000);
            assertThat(memory.add(mark, NOW, OLDEST)).isEqualTo(model.add(mark));
        }
        assertThat(memory.size()).isEqualTo(model.size());
    }

    @Test
    void whatIsTooOldAnywayIsForgotten() {
        ProofMemory memory = new ProofMemory(100, OLDEST);
        memory.add(1, NOW, OLDEST);
        memory.add(2, NOW + 30, OLDEST);

        memory.add(3, NOW + 60, NOW + 11);

        assertThat(memory.size()).isEqualTo(2);
    }

    /** Issue 4, 3: bounded, and no used proof becomes new by it. */
    @Test
    void aFullMemoryForgetsTheOldestAndRefusesWhatItCannotTell() {
        ProofMemory memory = new ProofMemory(1_000, OLDEST);
        assertThat(memory.add(1, NOW - 40, OLDEST)).isTrue();
        for (int i = 2; i <= 1_001; i++) {
            assertThat(memory.add(i, NOW, OLDEST)).isTrue();
        }

        assertThat(memory.size()).isEqualTo(1_000);
        assertThat(memory.add(1, NOW - 40, OLDEST)).as("used").isFalse();
        assertThat(memory.add(5_000, NOW - 40, OLDEST))
                .as("as old as what was forgotten")
                .isFalse();
        assertThat(memory.add(5_001, NOW + 10, OLDEST)).isTrue();
    }

    @Test
    void moreInOneMomentThanFitAreRefusedRatherThanForgotten() {
        ProofMemory memory = new ProofMemory(10, OLDEST);
        int taken = 0;
        for (int i = 1; i <= 50; i++) {
            taken += memory.add(i, NOW, OLDEST) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(11);
        assertThat(memory.size()).isZero();
        assertThat(memory.add(1, NOW, OLDEST)).isFalse();
        assertThat(memory.add(60, NOW + 10, OLDEST)).isTrue();
    }

    /** What the process before it took, nobody knows. */
    @Test
    void aProofFromBeforeItsTimeIsRefused() {
        ProofMemory memory = new ProofMemory(100, NOW);

        assertThat(memory.add(1, NOW - 1, OLDEST)).isFalse();
        assertThat(memory.add(1, NOW, OLDEST)).isTrue();
    }
}
