package dev.taskwright.oauth.tokens;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that go to an app through the browser: RFC 6749, 4.2.2; OpenID Connect Core, 3.2.2.5 and 3.3.2.5.
 *
 * @param expiresIn of the access token
 */
public record FrontAnswer(
        @Nullable String accessToken,
        Duration expiresIn,
        @Nullable String idToken) {}
