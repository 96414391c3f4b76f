package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientMetadataJson;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.RefreshPolicy;
import dev.taskwright.oauth.protocol.ResponseType;
import java.util.LinkedHashMap;
import java.util.Map;

/** An app under the names of RFC 7591, 2, and OpenID Connect Registration, 2. */
public final class AppJson {
    private AppJson() {}

    /** What the app registered, completed by what holds where it said nothing; without any secret. */
    public static Map<String, Object> metadata(Client client) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("client_id", client.id().value());
        out.put(
                "redirect_uris",
                client.redirectUris().stream().map(RedirectUri::value).toList());
        out.put(
                "grant_types",
                client.grants().stream().map(GrantType::word).sorted().toList());
        out.put(
                "response_types",
                client.responseTypes().stream()
                        .map(ResponseType::words)
                        .sorted()
                        .toList());
        out.put("scope", client.allowedScopes().toString());
        out.put("default_scope", client.defaultScopes().toString());
        out.put(
                "token_endpoint_auth_method",
                client.authenticationMethods().stream()
                        .sorted()
                        .findFirst()
                        .map(AuthenticationMethod::word)
                        .orElse("none"));
        out.put("application_type", client.kind().isOnDevice() ? "native" : "web");
        out.putAll(ClientMetadataJson.members(client.metadata()));
        return out;
    }

    /** The same as the operator may say it: what an app cannot say of itself, too. */
    public static Map<String, Object> everything(Client client) {
        Map<String, Object> out = metadata(client);
        out.remove("application_type");
        out.put("kind", client.kind().word());
        if (client.authenticationMethods().size() > 1) {
            // both ways of sending a secret: what holds when no method is named
            out.remove("token_endpoint_auth_method");
        }
        if (client.refreshPolicy() != RefreshPolicy.ROTATE) {
            out.put("refresh_policy", client.refreshPolicy().word());
        }
        if (client.permissions().refreshesWithoutSecret()) {
            out.put("refresh_without_authentication", true);
        }
        return out;
    }
}
