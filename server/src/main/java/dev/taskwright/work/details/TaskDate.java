package dev.taskwright.work.details;

import org.jspecify.annotations.Nullable;

/**
 * When a task is to be done. It does not end before it starts; ask {@link #isInOrder} of what came from outside.
 *
 * @param end null when only the start matters
 */
public record TaskDate(Moment start, @Nullable End end) {
    /** When it ends. */
    public sealed interface End permits Moment, Period {}

    /**
     * So long after the start. Comes with imports alone.
     *
     * @param iso a duration of ISO 8601: {@code PT1H}
     */
    public record Period(String iso) implements End {}

    /** Whether the end, if it is a moment, is not before the start. */
    public boolean isInOrder() {
        return !(end instanceof Moment moment) || !moment.isBefore(start);
    }
}
