package dev.taskwright.work.tree;

import dev.taskwright.base.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of an ordered list is wanted: the first {@code limit} after one item, or the {@code limit} just before
 * one, or without either the first {@code limit} of all. Always in list order.
 */
public record Window(
        int limit, @Nullable Cursor after, @Nullable Cursor before) {
    /** @throws ProblemException {@code Invalid} at {@code ?before} when both cursors are given */
    public Window {
        if (after != null && before != null) {
            throw ProblemException.invalid("?before", "must not be given together with after");
        }
    }
}
