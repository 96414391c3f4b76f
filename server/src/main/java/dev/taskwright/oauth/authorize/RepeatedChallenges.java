package dev.taskwright.oauth.authorize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.platform.crypto.Digests;

/**
 * Notices apps that send one {@code code_challenge} for different requests, which then protects none of them: RFC 9700,
 * 2.1.1. The latest ones only, and on this node only: an app that does it does it all the time.
 */
final class RepeatedChallenges {
    private static final int MOST_REMEMBERED = 10_000;
    private static final String NOTED = "noted";

    private final Cache<String, String> askedBy =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** True once for each challenge; the same request again, as when somebody reloads, does not count. */
    boolean isRepeated(AuthorizeRequest request, SignedIn person) {
        CodeChallenge challenge = request.challenge();
        if (challenge == null) {
            return false;
        }
        String key = request.client().id() + " " + challenge.value();
        String asking = Digests.sha256Base64Url(person.sessionId() + " " + request.nonce() + " "
                + request.redirect().state());
        String before = askedBy.asMap().putIfAbsent(key, asking);
        return before != null
                && !before.equals(asking)
                && !before.equals(NOTED)
                && askedBy.asMap().replace(key, before, NOTED);
    }
}
