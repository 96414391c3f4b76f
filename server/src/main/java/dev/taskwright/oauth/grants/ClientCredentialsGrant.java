package dev.taskwright.oauth.grants;

import dev.taskwright.base.Scope;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.Resources;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeLimits;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.oauth.tokens.Tokens;
import java.util.List;
import java.util.Optional;

/**
 * An app for itself: RFC 6749, 4.4. There is no person, hence no ID token, no refresh token (4.4.3), and of the scopes only
 * those of APIs: one that speaks of a person is refused when it is named and left out when it is not.
 *
 * <p>The hot path: with tokens in JWT form nothing is written, and nothing read that memory does not have.
 */
public final class ClientCredentialsGrant implements Grant {
    private final ScopeCatalog catalog;
    private final Resources resources;
    private final Tokens tokens;

    public ClientCredentialsGrant(ScopeCatalog catalog, Resources resources, Tokens tokens) {
        this.resources = resources;
        this.catalog = catalog;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenAnswer answer(ClientCall request) {
        // scope (OPTIONAL), resource (OPTIONAL, RFC 8707, 2.2)
        Client client = request.client();
        if (client.isPublic()) {
            throw new OAuthException(OAuthError.unauthorizedClient("a public app cannot prove that it is itself"));
        }
        requireNoPerson(request.find("scope"));
        ScopeLimits limits = client.permissions().scopeLimits();
        ScopeLimits own = new ScopeLimits(catalog.ofApis(limits.most()), catalog.ofApis(limits.usual()));
        ScopeSet scopes = own.choose(request.find("scope"));
        List<String> places = resources.within(
                List.of(), scopes, resources.read(request.form().all("resource")));
        return tokens.issueToApp(
                client,
                resources.scopesAt(places, scopes),
                Bounds.NONE.withResources(places).boundTo(request.binding().orElse(null)));
    }

    private void requireNoPerson(Optional<String> words) {
        words.flatMap(ScopeSet::parse).flatMap(this::personal).ifPresent(scope -> {
            throw new OAuthException(OAuthError.invalidScope(
                    "scope " + scope.value() + " is about a person, and this grant is for none"));
        });
    }

    private Optional<Scope> personal(ScopeSet named) {
        ScopeSet ofApis = catalog.ofApis(named);
        return named.within(catalog.all()).scopes().stream()
                .filter(scope -> !ofApis.contains(scope))
                .findFirst();
    }
}
