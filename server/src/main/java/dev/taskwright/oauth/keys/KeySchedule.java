package dev.taskwright.oauth.keys;

import java.time.Duration;

/**
 * When keys change by themselves.
 *
 * @param use how long a key signs
 * @param announce how long it is published before it signs: longer than anybody may remember the published keys
 * @param retain how long it stays published afterwards: longer than any token it signed lives
 */
public record KeySchedule(Duration use, Duration announce, Duration retain) {
    /** The published set may be remembered for five minutes, and then some. */
    private static final Duration SHORTEST_ANNOUNCE = Duration.ofMinutes(10);

    /** Access, ID and logout tokens live an hour at most. */
    private static final Duration SHORTEST_RETAIN = Duration.ofHours(2);

    public static final KeySchedule USUAL =
            new KeySchedule(Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(7));

    /** Refuses what would make a verification fail. */
    public KeySchedule {
        if (announce.compareTo(SHORTEST_ANNOUNCE) < 0) {
            throw new IllegalArgumentException("a key is announced for at least 10 minutes (10m)");
        }
        if (use.compareTo(announce) < 0) {
            throw new IllegalArgumentException("a key is used for at least as long as it is announced");
        }
        if (retain.compareTo(SHORTEST_RETAIN) < 0) {
            throw new IllegalArgumentException("a key is retained for at least 2 hours (2h)");
        }
    }
}
