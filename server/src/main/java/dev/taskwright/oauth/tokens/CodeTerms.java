package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a code stands for: RFC 6749, 4.1.2; RFC 7636, 4.4.
 *
 * @param sessionDigest names the browser session in which the person allowed it
 * @param redirectUri exactly as requested; the exchange must name it again
 * @param challenge null when the app sent none, which only confidential apps may
 * @param authentication when and how the person last proved who they are
 * @param claims what the app asked for one by one
 * @param bounds with a binding when the exchange must prove that key (RFC 9449, 10)
 */
public record CodeTerms(
        UserId user,
        ClientId client,
        String sessionDigest,
        String redirectUri,
        ScopeSet scopes,
        @Nullable CodeChallenge challenge,
        @Nullable String nonce,
        Authentication authentication,
        ClaimsRequest claims,
        Bounds bounds) {}
