package dev.taskwright.oauth.authorize;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ScopeSet;

/**
 * RFC 6749, 3.3: without {@code scope} the app's default set, for {@code *} all it may have; one it may not have, or
 * that does not exist, fails the whole request.
 */
final class ScopeCheck {
    private static final String EVERYTHING = "*";

    ScopeSet check(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        String words = parameters.find("scope").orElse("").strip();
        ScopeSet scopes = words.isEmpty()
                ? client.defaultScopes()
                : words.equals(EVERYTHING)
                        ? client.allowedScopes()
                        : ScopeSet.parse(words)
                                .orElseThrow(() ->
                                        redirect.refuse(OAuthError.invalidScope("scope is not a list of scopes")));
        if (scopes.isEmpty()) {
            throw redirect.refuse(OAuthError.invalidScope("scope is missing and the app has no default"));
        }
        if (!client.allowedScopes().containsAll(scopes)) {
            throw redirect.refuse(OAuthError.invalidScope(
                    "scope names one that does not exist or that the app may" + " not ask for"));
        }
        return scopes;
    }
}
