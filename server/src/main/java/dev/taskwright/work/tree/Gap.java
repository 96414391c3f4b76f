package dev.taskwright.work.tree;

import org.jspecify.annotations.Nullable;

/**
 * A place between two neighbours below one parent.
 *
 * @param low the sibling just above; null at the start
 * @param high the sibling just below; null at the end
 */
record Gap(
        NodePath parent, @Nullable NodePath low, @Nullable NodePath high) {
    /** Whether the node there is one of the two neighbours, so that moving it here changes nothing. */
    boolean touches(NodePath node) {
        return node.equals(low) || node.equals(high);
    }

    Rank middle() {
        return Rank.between(low == null ? null : low.rank(), high == null ? null : high.rank());
    }
}
