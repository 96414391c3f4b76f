package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an app has just earned, by a code or a refresh token; {@link Tokens} turns it into tokens.
 *
 * @param nonce of the authorization request, for the first ID token only: OpenID Connect Core, 12.2
 * @param refreshToken the one to hand out; null without {@code offline_access}
 */
public record Rights(
        String authorizationId,
        String lineage,
        UserId user,
        ScopeSet scopes,
        Instant signedInAt,
        @Nullable String nonce,
        @Nullable RefreshToken refreshToken) {

    /** The same with fewer scopes: RFC 6749, 6. */
    Rights narrowed(ScopeSet fewer) {
        return new Rights(authorizationId, lineage, user, fewer, signedInAt, nonce, refreshToken);
    }
}
