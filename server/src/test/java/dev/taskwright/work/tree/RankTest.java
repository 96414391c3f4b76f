package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankTest {
    private static final long SEED = Long.getLong("taskwright.seed", 20_261_121L);

    @Test
    void theFirstRankLeavesRoomOnBothSides() {
        Rank first = Rank.between(null, null);
        assertThat(Rank.between(null, first)).isLessThan(first);
        assertThat(Rank.between(first, null)).isGreaterThan(first);
    }

    @Test
    void aRankNeverEndsInZeroBecauseNothingWouldFitBelowIt() {
        assertThatThrownBy(() -> new Rank("a0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rank("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rank("a.b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void appendingAHundredThousandTimesStaysShort() {
        Rank rank = Rank.between(null, null);
        for (int i = 0; i < 100_000; i++) {
            Rank next = Rank.between(rank, null);
            assertThat(next.compareTo(rank)).isPositive();
            rank = next;
        }
        assertThat(rank.digits().length()).isLessThanOrEqualTo(4);
    }

    @Test
    void prependingAHundredThousandTimesStaysShort() {
        Rank rank = Rank.between(null, null);
        for (int i = 0; i < 100_000; i++) {
            Rank next = Rank.between(null, rank);
            assertThat(next.compareTo(rank)).isNegative();
            rank = next;
        }
        assertThat(rank.digits().length()).isLessThanOrEqualTo(4);
    }

    @Test
    void theEndsOfTheAlphabetStillHaveNeighbours() {
        for (String digits : List.of("1", "01", "001", "z", "zz", "zzz", "zzz1", "000001", "0zzzzz")) {
            Rank rank = new Rank(digits);
            assertThat(Rank.between(null, rank)).as("below %s", digits).isLessThan(rank);
            assertThat(Rank.between(rank, null)).as("above %s", digits).isGreaterThan(rank);
        }
    }

    @Test
    void thereIsAlwaysARankBetweenTwo() {
        Random random = new Random(SEED);
        List<Rank> ranks = new ArrayList<>(Rank.spread(null, null, 2));
        for (int i = 0; i < 5_000; i++) {
            int at = random.nextInt(ranks.size() + 1);
            Rank low = at == 0 ? null : ranks.get(at - 1);
            Rank high = at == ranks.size() ? null : ranks.get(at);
            Rank middle = Rank.between(low, high);
            assertBetween(low, middle, high);
            ranks.add(at, middle);
        }
        assertThat(ranks).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void squeezingIntoOneGapIsPossibleAboutAHundredTimesBeforeARankIsTooLong() {
        Rank low = new Rank("V");
        Rank high = new Rank("V01");
        int count = 0;
        while (!high.isTooLong()) {
            high = Rank.between(low, high);
            count++;
        }
        assertThat(count).isBetween(100, 200);
    }

    @Test
    void aSpreadIsAscendingInsideItsBoundsAndShort() {
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            List<Rank> bounds = Rank.spread(null, null, 2 + random.nextInt(50));
            int at = random.nextInt(bounds.size() - 1);
            Rank low = random.nextInt(4) == 0 ? null : bounds.get(at);
            Rank high = random.nextInt(4) == 0 ? null : bounds.get(at + 1);
            List<Rank> spread = Rank.spread(low, high, 1 + random.nextInt(500));
            assertThat(spread).isSorted().doesNotHaveDuplicates();
            assertBetween(low, spread.getFirst(), high);
            assertBetween(low, spread.getLast(), high);
        }
        assertThat(Rank.spread(null, null, 50_000))
                .allMatch(rank -> rank.digits().length() <= 3);
    }

    @Test
    void aSpreadBelowALongerRankStaysAboveIt() {
        Rank low = new Rank("Vzzzz");
        List<Rank> spread = Rank.spread(low, new Rank("W"), 5);
        assertThat(spread).isSorted().allMatch(rank -> rank.compareTo(low) > 0 && rank.compareTo(new Rank("W")) < 0);
    }

    private static void assertBetween(@Nullable Rank low, Rank rank, @Nullable Rank high) {
        if (low != null) {
            assertThat(rank).isGreaterThan(low);
        }
        if (high != null) {
            assertThat(rank).isLessThan(high);
        }
    }
}
