package dev.taskwright.identity.sessions;

import dev.taskwright.base.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A browser session as it is kept.
 *
 * @param idHash SHA-256 of the cookie; the cookie itself is nowhere but in the browser
 * @param name stays when the same person signs in once more in the same browser; opens nothing
 * @param epoch the person's session epoch when it began
 * @param authenticatedAt when the person last proved who they are
 * @param seenAt its last use, to the minute
 * @param methods how the person proved who they are
 */
record Session(
        String idHash,
        String name,
        UserId user,
        int epoch,
        Instant authenticatedAt,
        Instant seenAt,
        Set<String> methods) {
    /** It ends when it is not used for this long. */
    static final Duration IDLE = Duration.ofDays(30);

    boolean isOver(Instant now) {
        return !now.isBefore(seenAt.plus(IDLE));
    }
}
