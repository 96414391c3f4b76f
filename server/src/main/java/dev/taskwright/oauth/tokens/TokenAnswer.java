package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an app gets: RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3. Always of type {@code Bearer}.
 *
 * @param scopes what was really granted
 */
public record TokenAnswer(
        String accessToken,
        Duration expiresIn,
        ScopeSet scopes,
        @Nullable String refreshToken,
        @Nullable String idToken) {}
