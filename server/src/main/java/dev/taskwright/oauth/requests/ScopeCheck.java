package dev.taskwright.oauth.requests;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;

/**
 * RFC 6749, 3.3: without {@code scope} the app's default set, for {@code *} all it may have; one it may not have, or
 * that does not exist, fails the whole request. OpenID Connect Core, 3.1.2.1 and 11: an ID token needs {@code openid}, and
 * {@code offline_access} means nothing without a code.
 */
final class ScopeCheck {
    private static final String EVERYTHING = "*";

    ScopeSet check(Client client, ResponseType type, AuthorizeParameters parameters, TrustedRedirect redirect) {
        ScopeSet asked = asked(client, parameters, redirect);
        if (type.hasIdToken() && !asked.contains(Scope.OPENID)) {
            throw redirect.refuse(OAuthError.invalidScope("scope must contain openid for an ID token"));
        }
        ScopeSet scopes = type.hasCode() ? asked : asked.without(Scope.OFFLINE_ACCESS);
        if (scopes.isEmpty()) {
            throw redirect.refuse(OAuthError.invalidScope("scope names nothing that this response_type can give"));
        }
        return scopes;
    }

    private static ScopeSet asked(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
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
