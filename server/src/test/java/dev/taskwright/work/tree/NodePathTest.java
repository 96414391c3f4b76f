package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodePathTest {
    private static final NodePath SECTION = NodePath.TITLE.child(new Rank("V"));
    private static final NodePath TASK = SECTION.child(new Rank("a1"));

    @Test
    void aPathKnowsItsDepthParentAndRank() {
        assertThat(NodePath.TITLE.depth()).isZero();
        assertThat(TASK.depth()).isEqualTo(2);
        assertThat(TASK.parent()).isEqualTo(SECTION);
        assertThat(SECTION.parent()).isEqualTo(NodePath.TITLE);
        assertThat(TASK.rank()).isEqualTo(new Rank("a1"));
        assertThatThrownBy(NodePath.TITLE::parent).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bytewiseOrderIsThePreOrderWalk() {
        NodePath next = NodePath.TITLE.child(new Rank("V1"));
        NodePath last = NodePath.TITLE.child(new Rank("Z"));
        assertThat(List.of(NodePath.TITLE, SECTION, TASK, next, last)).isSorted();
    }

    @Test
    void aSubtreeIsTheRangeFromThePathToItsEnd() {
        NodePath neighbour = NodePath.TITLE.child(new Rank("V1"));
        assertThat(TASK.value()).isBetween(SECTION.value(), SECTION.end());
        assertThat(SECTION.end()).isLessThan(neighbour.value());
        assertThat(NodePath.TITLE.end()).isGreaterThan(neighbour.value());
        assertThat(SECTION.holds(TASK)).isTrue();
        assertThat(SECTION.holds(neighbour)).isFalse();
        assertThat(SECTION.holds(SECTION)).isTrue();
    }

    @Test
    void theDeepestPathOfTheLongestRanksFitsAnIndexRowOfPostgresql() {
        Rank longest = new Rank("z".repeat(Rank.LONGEST));
        NodePath path = IntStream.range(0, NodePath.DEEPEST)
                .boxed()
                .reduce(NodePath.TITLE, (above, _) -> above.child(longest), (a, _) -> a);
        assertThat(path.value().length() + 128 + 64).isLessThan(2704);
    }
}
