package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.oauth.clients.ClientMetadata;
import dev.taskwright.oauth.clients.ClientProof;
import dev.taskwright.oauth.clients.Permissions;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.clients.RefreshPolicy;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Apps that no database knows, for tests of pure rules. */
final class Callers {
    private Callers() {}

    /** A native app with one address. */
    static Client at(String redirectUri) {
        return new Client(
                new ClientId("quill"),
                ClientKind.NATIVE,
                new UserId(1),
                Instant.EPOCH,
                new Permissions(
                        List.of(new RedirectUri(redirectUri)),
                        ScopeSet.EMPTY,
                        ScopeSet.EMPTY,
                        Set.of(GrantType.AUTHORIZATION_CODE),
                        Set.of(ResponseType.CODE),
                        RefreshPolicy.ROTATE,
                        false),
                new ClientProof(Set.of(AuthenticationMethod.NONE), List.of()),
                ClientMetadata.named("Quill"));
    }

    /** That address, trusted because the app registered it. */
    static TrustedRedirect trusted(String redirectUri, @Nullable String state) {
        return TrustedRedirect.registered(at(redirectUri), redirectUri, state, false)
                .orElseThrow();
    }
}
