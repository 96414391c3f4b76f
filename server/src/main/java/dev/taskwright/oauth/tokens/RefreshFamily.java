package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.clients.ClientId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All refresh tokens that descend from one code, and the rule that tells a retry from a theft.
 *
 * @param rights what each of them stands for
 * @param generation of the newest token handed out
 * @param rotatedAt when it became the newest
 */
record RefreshFamily(
        Rights rights,
        ClientId client,
        int generation,
        Instant rotatedAt,
        Instant idleUntil,
        Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** How long the immediate predecessor may still ask for the successor that it did not receive. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** A family not used for so long ends. */
    static final Duration IDLE = Duration.ofDays(30);

    /** However much it is used, a family ends so long after the code. */
    static final Duration LONGEST = Duration.ofDays(365);

    /** What presenting a token of a generation means. */
    enum Verdict {
        /** The newest: it may be rotated. */
        CURRENT,
        /** The one before it, within the grace: a retry, answered with the same successor. */
        RETRY,
        /** Anything older: two parties hold tokens of this family, and it ends. */
        REUSE,
        /** A generation not handed out yet; after a restored backup, for instance. */
        UNKNOWN,
        EXPIRED,
        REVOKED
    }

    String lineage() {
        return rights.lineage();
    }

    /** When it ends if it is not used. */
    Instant until() {
        return idleUntil.isBefore(expiresAt) ? idleUntil : expiresAt;
    }

    Verdict judge(int presented, Instant now) {
        if (revokedAt != null) {
            return Verdict.REVOKED;
        }
        if (!idleUntil.isAfter(now) || !expiresAt.isAfter(now)) {
            return Verdict.EXPIRED;
        }
        if (presented > generation) {
            return Verdict.UNKNOWN;
        }
        if (presented == generation) {
            return Verdict.CURRENT;
        }
        boolean isPredecessor = presented == generation - 1;
        return isPredecessor && !now.isAfter(rotatedAt.plus(GRACE)) ? Verdict.RETRY : Verdict.REUSE;
    }
}
