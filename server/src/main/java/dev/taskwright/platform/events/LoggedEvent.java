package dev.taskwright.platform.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the change log.
 *
 * @param number grows with every entry
 * @param actor the person's number, {@code operator} or {@code server}
 * @param via the credential or place it came through, as in {@code Caller.via}
 * @param facts a JSON object
 */
public record LoggedEvent(
        long number,
        Instant at,
        String kind,
        @Nullable String space,
        @Nullable String project,
        String subject,
        String actor,
        String via,
        String facts) {}
