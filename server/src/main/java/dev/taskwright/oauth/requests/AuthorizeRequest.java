package dev.taskwright.oauth.requests;

import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.claims.PersonClaims;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.Prompt;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that has passed every check.
 *
 * @param challenge null when the app sent none, and for response types without a code
 * @param scopes what is asked for, after default, star and what the response type cannot give
 * @param claims single claims beside those of the scopes
 * @param nonce comes back in the ID token; null when there was none
 * @param wishes about how the person signs in
 * @param bounds what narrows it beside the scopes; its binding is the key that the exchange of the code must prove
 */
public record AuthorizeRequest(
        Client client,
        TrustedRedirect redirect,
        ResponseType responseType,
        @Nullable CodeChallenge challenge,
        ScopeSet scopes,
        ClaimsRequest claims,
        @Nullable String nonce,
        SignInWishes wishes,
        Bounds bounds) {

    /** What the person must have allowed: the scopes, and those that the single claims belong to (Core, 5.5). */
    public ScopeSet toAllow() {
        return scopes.with(PersonClaims.scopesOf(claims));
    }

    /** What is asked for in single projects. */
    public AuthorizationDetails details() {
        return bounds.details();
    }

    public boolean prompts(Prompt prompt) {
        return wishes.prompts().contains(prompt);
    }
}
