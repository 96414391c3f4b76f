package dev.taskwright.oauth.requests;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;

/**
 * RFC 6749, 3.3, as {@link dev.taskwright.oauth.protocol.ScopeLimits} has it. OpenID Connect Core, 3.1.2.1 and 11: an ID
 * token needs {@code openid}, and {@code offline_access} means nothing without a code. Beside authorization details no API is
 * opened that was not named, and no scope is needed (RFC 9396, 3): a default would undo what they are for.
 */
final class ScopeCheck {
    ScopeSet check(
            Client client,
            ResponseType type,
            AuthorizationDetails details,
            AuthorizeParameters parameters,
            TrustedRedirect redirect) {
        boolean isDetailed = !details.isEmpty();
        ScopeSet asked = isDetailed && parameters.find("scope").isEmpty()
                ? client.permissions().defaultScopes().without(Scope.API1).without(Scope.API2)
                : asked(client, parameters, redirect);
        if (type.hasIdToken() && !asked.contains(Scope.OPENID)) {
            throw redirect.refuse(OAuthError.invalidScope("scope must contain openid for an ID token"));
        }
        ScopeSet scopes = type.hasCode() ? asked : asked.without(Scope.OFFLINE_ACCESS);
        if (scopes.isEmpty() && !isDetailed) {
            throw redirect.refuse(OAuthError.invalidScope("scope names nothing that this response_type can give"));
        }
        return scopes;
    }

    private static ScopeSet asked(Client client, AuthorizeParameters parameters, TrustedRedirect redirect) {
        try {
            return client.permissions().scopeLimits().choose(parameters.find("scope"));
        } catch (OAuthException refused) {
            throw redirect.refuse(refused.error());
        }
    }
}
