package dev.taskwright.identity.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Says at most once a minute that a "last used" time is due to be written. Safe for many threads. */
public final class MinuteMark {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final AtomicLong last;

    /** {@code last}: the time already written, the epoch when there is none. */
    public MinuteMark(Instant last) {
        this.last = new AtomicLong(last.toEpochMilli());
    }

    /** True for one caller alone; that one writes. */
    public boolean isDue(Instant now) {
        long before = last.get();
        return now.toEpochMilli() - before >= MINUTE && last.compareAndSet(before, now.toEpochMilli());
    }

    public Instant last() {
        return Instant.ofEpochMilli(last.get());
    }
}
