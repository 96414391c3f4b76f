package dev.taskwright.work.projects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of share links.
 *
 * @param hasExpiry whether {@code expiresAt} is said at all; null then means never
 * @param hasPassword whether {@code password} is said at all; null then means none
 */
public record ShareChange(
        boolean hasExpiry,
        @Nullable Instant expiresAt,
        boolean hasPassword,
        @Nullable String password) {
    /** The same in a log, without the password. */
    @Override
    public String toString() {
        return "ShareChange[" + expiresAt + "]";
    }
}
