package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link by which a project opens without an account.
 *
 * @param id names it where it must not be given away; opens nothing
 * @param token the secret in its address
 * @param passwordHash null where the link alone is enough
 * @param expiresAt null for never
 */
public record ShareLink(
        String id,
        ProjectId project,
        ShareTier tier,
        String token,
        @Nullable String passwordHash,
        @Nullable Instant expiresAt) {
    public boolean hasPassword() {
        return passwordHash != null;
    }

    /** Its address; the token is in the query, which no log has. */
    public String url(String issuer) {
        return issuer + "/shared?link=" + token;
    }

    boolean isOpenAt(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    /** The same in a log: neither the token nor the hash. */
    @Override
    public String toString() {
        return "ShareLink[" + id + ", " + project + ", " + tier.word() + "]";
    }
}
