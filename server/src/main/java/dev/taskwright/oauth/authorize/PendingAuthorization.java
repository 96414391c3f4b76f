package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.http.QueryText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through sign-in and consent. It keeps the parameters that count, not what was made of them: the
 * checks run again at every step.
 *
 * @param browserDigest names the browser it belongs to; null until that is known, after a POST from another site whose
 *     cookies the browser withheld
 * @param pushed digest of the pushed request that it stands for; null when nothing was pushed
 * @param network from where it was begun; null for one begun before that was kept
 * @param consentedBy who has allowed it while it was pending; null as long as nobody has
 * @param chosenBy who has said to go on with their account; null as long as nobody has
 */
record PendingAuthorization(
        String id,
        @Nullable String browserDigest,
        String parameters,
        @Nullable String pushed,
        @Nullable String network,
        Instant startedAt,
        @Nullable UserId consentedBy,
        @Nullable UserId chosenBy) {

    /** Time to find a password, reset it, and read the question. */
    static final Duration LIFETIME = Duration.ofHours(1);

    AuthorizeParameters authorizeParameters() {
        return new AuthorizeParameters(QueryText.parse(parameters));
    }

    Instant expiresAt() {
        return startedAt.plus(LIFETIME);
    }
}
