package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.protocol.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an app has just earned for a person, by a code, a refresh token or another grant; {@link Tokens} turns it into
 * tokens.
 *
 * @param lineage common name of everything that descends from one grant
 * @param nonce of the authorization request, for the first ID token only: OpenID Connect Core, 12.2
 * @param refreshToken the one to hand out; null without {@code offline_access}
 */
public record Rights(
        String authorizationId,
        String lineage,
        UserId user,
        ScopeSet scopes,
        Authentication authentication,
        ClaimsRequest claims,
        @Nullable String nonce,
        @Nullable RefreshToken refreshToken) {

    /** The same with fewer scopes: RFC 6749, 6. */
    Rights narrowed(ScopeSet fewer) {
        return new Rights(authorizationId, lineage, user, fewer, authentication, claims, nonce, refreshToken);
    }

    /** The same with this refresh token. */
    Rights with(@Nullable RefreshToken token) {
        return new Rights(authorizationId, lineage, user, scopes, authentication, claims, nonce, token);
    }
}
