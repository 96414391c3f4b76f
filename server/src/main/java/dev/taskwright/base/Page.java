package dev.taskwright.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a longer list.
 *
 * @param hasMore whether something follows the last item
 * @param nextCursor what to pass as {@code after} for the next stretch; null when nothing follows
 */
public record Page<T>(
        List<T> items, boolean hasMore, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
