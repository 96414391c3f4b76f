package dev.taskwright.oauth.clients;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One secret of an app; it may have several at once while it replaces one.
 *
 * @param digest SHA-256 of it
 * @param sealed itself under the key file, where it must be used to verify a signature; null where comparing is enough
 * @param expiresAt null when it holds until it is taken back
 */
public record ClientSecret(
        String digest, @Nullable String sealed, @Nullable Instant expiresAt) {
    boolean holds(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Leaves both out. */
    @Override
    public String toString() {
        return "ClientSecret[until " + expiresAt + "]";
    }
}
