package dev.taskwright.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a longer list, in list order, reached by going forwards or backwards.
 *
 * @param hasMore whether the list goes on in the direction in which it was asked for
 * @param nextCursor what to pass in the same parameter for the next stretch that way; null when nothing is left
 */
public record Page<T>(
        List<T> items, boolean hasMore, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
