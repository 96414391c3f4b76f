package dev.taskwright.oauth.clients;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered app and everything it may do. Holds no secret, only the digests of its secrets.
 *
 * @param owner the person who registered it; null when it registered itself, or describes itself
 */
public record Client(
        ClientId id,
        ClientKind kind,
        @Nullable UserId owner,
        Instant createdAt,
        Permissions permissions,
        ClientProof proof,
        ClientMetadata metadata) {

    /** Whether it cannot keep a secret and therefore must use PKCE. */
    public boolean isPublic() {
        return kind.isPublic() || !provesItself();
    }

    /** Whether it has a secret or a key of its own; an app on a device that registered itself may (RFC 8252, 8.4). */
    public boolean provesItself() {
        return !proof.methods().equals(Set.of(AuthenticationMethod.NONE));
    }

    /** Whether its secrets must be read back, because it signs with them: client assertions or request objects. */
    public boolean usesSecretAsKey() {
        JWSAlgorithm requests = metadata.messages().requestObject().signing();
        return proof.methods().contains(AuthenticationMethod.CLIENT_SECRET_JWT)
                || (requests != null && JWSAlgorithm.Family.HMAC_SHA.contains(requests));
    }

    /** The host at which the app describes itself; empty for one that somebody registered, or that did so itself. */
    public Optional<String> describedAt() {
        return owner == null && ClientId.isAddress(id.value())
                ? Optional.of(URI.create(id.value()).getAuthority().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The same app that says something else of itself. */
    public Client with(ClientMetadata other) {
        return new Client(id, kind, owner, createdAt, permissions, proof, other);
    }

    public String name() {
        return metadata.display().name();
    }

    public List<RedirectUri> redirectUris() {
        return permissions.redirectUris();
    }

    public ScopeSet allowedScopes() {
        return permissions.allowedScopes();
    }

    public ScopeSet defaultScopes() {
        return permissions.defaultScopes();
    }

    public Set<GrantType> grants() {
        return permissions.grants();
    }

    public Set<ResponseType> responseTypes() {
        return permissions.responseTypes();
    }

    public RefreshPolicy refreshPolicy() {
        return permissions.refreshPolicy();
    }

    public Set<AuthenticationMethod> authenticationMethods() {
        return proof.methods();
    }

    /** The registered address that a request naming {@code presented} means, if the server allows it as it runs now. */
    public Optional<RedirectUri> redirectUri(String presented, boolean development) {
        return redirectUris().stream()
                .filter(uri -> uri.matches(presented) && uri.isAllowed(kind, development))
                .findFirst();
    }
}
