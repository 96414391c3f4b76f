package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * A code as an app presents it, with everything that must fit: RFC 6749, 4.1.3; RFC 7636, 4.5.
 *
 * @param answered the challenge that the sent verifier answers; null when none was sent
 * @param mayRefresh whether the app is registered for refresh tokens
 * @param binding the key that the request has proven; the tokens are bound to it
 */
public record PresentedCode(
        String digest,
        ClientId client,
        String redirectUri,
        @Nullable CodeChallenge answered,
        boolean mayRefresh,
        @Nullable Confirmation binding) {}
