package dev.taskwright.oauth.clients;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered app and everything it may do. Holds no secret, only the digests of its secrets.
 *
 * @param owner the person who registered it
 * @param logo path of its picture on this server; null when it has none
 * @param allowedScopes the most it may ask for
 * @param defaultScopes what it gets when it asks for nothing in particular; within the allowed ones
 * @param secretDigests SHA-256 of each secret that holds; empty for public apps
 */
public record Client(
        ClientId id,
        String name,
        ClientKind kind,
        UserId owner,
        @Nullable String logo,
        List<RedirectUri> redirectUris,
        ScopeSet allowedScopes,
        ScopeSet defaultScopes,
        Set<GrantType> grants,
        Set<ResponseType> responseTypes,
        Set<AuthenticationMethod> authenticationMethods,
        RefreshPolicy refreshPolicy,
        List<String> secretDigests,
        Instant createdAt) {

    /** Copies the lists. */
    public Client {
        redirectUris = List.copyOf(redirectUris);
        grants = Set.copyOf(grants);
        responseTypes = Set.copyOf(responseTypes);
        authenticationMethods = Set.copyOf(authenticationMethods);
        secretDigests = List.copyOf(secretDigests);
    }

    /** Whether it cannot keep a secret and therefore must use PKCE. */
    public boolean isPublic() {
        return kind.isPublic();
    }

    /** The registered address that a request naming {@code presented} means, if the server allows it as it runs now. */
    public Optional<RedirectUri> redirectUri(String presented, boolean development) {
        return redirectUris.stream()
                .filter(uri -> uri.matches(presented) && uri.isAllowed(kind, development))
                .findFirst();
    }
}
