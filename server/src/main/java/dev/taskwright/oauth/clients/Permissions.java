package dev.taskwright.oauth.clients;

import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeLimits;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.util.List;
import java.util.Set;

/**
 * What an app may do, and where it may be answered.
 *
 * @param allowedScopes the most it may ask for
 * @param defaultScopes what it gets when it asks for nothing in particular; within the allowed ones
 * @param refreshesWithoutSecret whether it refreshes without proving who it is, although it has a secret: a weakness
 *     for the sake of software that cannot do better
 */
public record Permissions(
        List<RedirectUri> redirectUris,
        ScopeSet allowedScopes,
        ScopeSet defaultScopes,
        Set<GrantType> grants,
        Set<ResponseType> responseTypes,
        RefreshPolicy refreshPolicy,
        boolean refreshesWithoutSecret) {

    /** Copies the lists. */
    public Permissions {
        redirectUris = List.copyOf(redirectUris);
        grants = Set.copyOf(grants);
        responseTypes = Set.copyOf(responseTypes);
    }

    public ScopeLimits scopeLimits() {
        return new ScopeLimits(allowedScopes, defaultScopes);
    }
}
