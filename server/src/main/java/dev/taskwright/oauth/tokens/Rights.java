package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an app has just earned for a person, by a code, a refresh token or another grant; {@link Tokens} turns it into
 * tokens.
 *
 * @param lineage common name of everything that descends from one grant
 * @param nonce of the authorization request, for the first ID token only: OpenID Connect Core, 12.2
 * @param refreshToken the one to hand out; null without {@code offline_access}
 * @param bounds what narrows it beside the scopes
 * @param until when its access tokens end at the latest; null for their usual life
 * @param actor the claim {@code act}: who acts for the person (RFC 8693, 4.1); null when it is the app itself
 */
public record Rights(
        String authorizationId,
        String lineage,
        UserId user,
        ScopeSet scopes,
        Authentication authentication,
        ClaimsRequest claims,
        @Nullable String nonce,
        @Nullable RefreshToken refreshToken,
        Bounds bounds,
        @Nullable Instant until,
        @Nullable Map<String, Object> actor) {

    /** What is earned by the usual grants. */
    Rights(String authorizationId, String lineage, GrantTerms terms) {
        this(
                authorizationId,
                lineage,
                terms.user(),
                terms.scopes(),
                terms.authentication(),
                terms.claims(),
                terms.nonce(),
                null,
                terms.bounds(),
                null,
                null);
    }

    /** The same with fewer scopes: RFC 6749, 6. */
    public Rights narrowed(ScopeSet fewer) {
        return with(fewer, refreshToken, bounds, until, actor);
    }

    /** The same with this refresh token. */
    Rights with(@Nullable RefreshToken token) {
        return with(scopes, token, bounds, until, actor);
    }

    /** The same within other bounds. */
    public Rights within(Bounds others) {
        return with(scopes, refreshToken, others, until, actor);
    }

    /** The same, but its access tokens end then at the latest. */
    public Rights until(@Nullable Instant end) {
        return with(scopes, refreshToken, bounds, end, actor);
    }

    /** The same in the hands of somebody else. */
    public Rights actedBy(@Nullable Map<String, Object> other) {
        return with(scopes, refreshToken, bounds, until, other);
    }

    private Rights with(
            ScopeSet others,
            @Nullable RefreshToken token,
            Bounds limits,
            @Nullable Instant end,
            @Nullable Map<String, Object> act) {
        return new Rights(
                authorizationId, lineage, user, others, authentication, claims, nonce, token, limits, end, act);
    }
}
