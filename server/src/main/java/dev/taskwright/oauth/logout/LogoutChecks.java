package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.tokens.IdTokens;
import dev.taskwright.platform.http.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request to sign out must satisfy: OpenID Connect RP-Initiated Logout, 2 and 3. */
final class LogoutChecks {
    private static final List<String> PARAMETERS =
            List.of("id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    private final Clients clients;
    private final IdTokens idTokens;

    LogoutChecks(Clients clients, IdTokens idTokens) {
        this.clients = clients;
        this.idTokens = idTokens;
    }

    /** @throws LogoutRefused at the first rule that is broken */
    LogoutRequest check(Fields parameters) {
        for (String name : PARAMETERS) {
            if (parameters.isRepeated(name)) {
                throw new LogoutRefused("The app sent the parameter " + name + " more than once.");
            }
        }
        Client client = client(given(parameters, "client_id"), given(parameters, "id_token_hint"));
        String returnTo = given(parameters, "post_logout_redirect_uri");
        if (returnTo != null) {
            requireRegistered(client, returnTo);
        }
        return new LogoutRequest(client, returnTo, returnTo == null ? null : given(parameters, "state"));
    }

    private static void requireRegistered(@Nullable Client client, String returnTo) {
        if (client == null) {
            throw new LogoutRefused(
                    "The app asked to be returned to (post_logout_redirect_uri) without saying which app"
                            + " it is: id_token_hint or client_id is missing.");
        }
        if (!client.metadata().logout().postLogoutRedirectUris().contains(returnTo)) {
            throw new LogoutRefused(
                    "The address to return to (post_logout_redirect_uri) is not registered for this app.");
        }
    }

    private @Nullable Client client(@Nullable String clientId, @Nullable String hint) {
        if (hint == null) {
            return clientId == null ? null : find(clientId);
        }
        List<String> audience = audience(hint);
        if (clientId != null && !audience.contains(clientId)) {
            throw new LogoutRefused("The id_token_hint was issued to another app than the client_id names.");
        }
        return find(clientId == null ? audience.getFirst() : clientId);
    }

    private Client find(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> new LogoutRefused("The client_id names no app that this server knows."));
    }

    /**
     * Whom an ID token of ours was issued to. It may have expired (RP-Initiated Logout, 2): it only says who asks, and
     * gives no right to anything.
     */
    private List<String> audience(String hint) {
        return idTokens.read(hint)
                .map(IdTokens.Hint::audience)
                .orElseThrow(() -> new LogoutRefused("The id_token_hint is not an ID token that this server issued."));
    }

    private static @Nullable String given(Fields parameters, String name) {
        return parameters.first(name).filter(value -> !value.isEmpty()).orElse(null);
    }
}
