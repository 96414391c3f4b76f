package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an app gets: RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3. RFC 9449, 5; RFC 9396, 7.
 *
 * @param tokenType {@code Bearer} or {@code DPoP}
 * @param scopes what was really granted
 * @param details the same
 * @param issuedType what was exchanged for (RFC 8693, 2.2.1); null for every other grant
 */
public record TokenAnswer(
        String accessToken,
        String tokenType,
        Duration expiresIn,
        ScopeSet scopes,
        AuthorizationDetails details,
        @Nullable String refreshToken,
        @Nullable String idToken,
        @Nullable String issuedType) {}
