package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.Wanted;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verified access token says: RFC 9068, 2.2.
 *
 * @param id the claim {@code jti}
 * @param subject the claim {@code sub}: the person as the app sees them, or the app itself
 * @param behalf of whom it was issued; null when the app acts for itself (RFC 6749, 4.4)
 * @param audiences where it may be used
 * @param userinfo the claims asked for one by one at the userinfo endpoint
 * @param bounds what narrows it; the audiences once more as resources
 * @param actor the claim {@code act}; null when nobody acts for the subject
 * @param mayAct the app that may become the actor; null for none (RFC 8693, 4.4)
 */
public record AccessToken(
        String id,
        String subject,
        @Nullable OnBehalf behalf,
        String client,
        ScopeSet scopes,
        Set<String> audiences,
        Map<String, Wanted> userinfo,
        Instant issuedAt,
        Instant expiresAt,
        Bounds bounds,
        @Nullable Map<String, Object> actor,
        @Nullable String mayAct) {

    /**
     * The person who allowed it.
     *
     * @param lineage the grant that it descends from
     * @param authentication when and how they last proved who they are
     */
    public record OnBehalf(String authorizationId, String lineage, UserId user, Authentication authentication) {}

    /** The person; null when the app acts for itself. */
    public @Nullable UserId user() {
        return behalf == null ? null : behalf.user();
    }
}
