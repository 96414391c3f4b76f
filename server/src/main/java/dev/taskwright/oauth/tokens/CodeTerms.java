package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a code stands for: RFC 6749, 4.1.2; RFC 7636, 4.4.
 *
 * @param sessionDigest names the browser session in which the person allowed it
 * @param redirectUri exactly as requested; the exchange must name it again
 * @param challenge null when the app sent none, which only confidential apps may
 * @param signedInAt when the person last proved who they are
 */
public record CodeTerms(
        UserId user,
        ClientId client,
        String sessionDigest,
        String redirectUri,
        ScopeSet scopes,
        @Nullable CodeChallenge challenge,
        @Nullable String nonce,
        Instant signedInAt) {}
