package dev.taskwright.oauth.logout;

import dev.taskwright.oauth.clients.Client;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A checked request to sign out: OpenID Connect RP-Initiated Logout, 2.
 *
 * @param client who asks; null when nobody says
 * @param returnTo registered by the client for this; null to stay here
 * @param state goes along to {@code returnTo}, byte for byte
 */
record LogoutRequest(
        @Nullable Client client,
        @Nullable String returnTo,
        @Nullable String state) {

    String clientId() {
        return client == null ? "" : client.id().value();
    }

    /** Where the person goes once signed out; null to stay here. */
    @Nullable
    String target() {
        if (returnTo == null || state == null) {
            return returnTo;
        }
        return returnTo + (returnTo.indexOf('?') < 0 ? '?' : '&') + "state=" + encode(state);
    }

    /** The same request as a query, without the hint that has served its purpose. */
    String query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (client != null) {
            parameters.put("client_id", client.id().value());
        }
        if (returnTo != null) {
            parameters.put("post_logout_redirect_uri", returnTo);
        }
        if (state != null) {
            parameters.put("state", state);
        }
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
