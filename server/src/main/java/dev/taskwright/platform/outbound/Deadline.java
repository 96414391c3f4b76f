package dev.taskwright.platform.outbound;

import java.time.Duration;

/**
 * A moment on the machine's steady clock, by which something must be over.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Zero or less when it has passed. */
    int millisLeft() {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos - System.nanoTime(), 1_000_000L));
    }
}
