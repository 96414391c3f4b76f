package dev.taskwright.oauth.pushed;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.http.QueryText;
import java.time.Instant;

/**
 * A request that an app has filed: RFC 9126, 2.
 *
 * @param digest of its address, which only the app and the person's browser have
 * @param parameters those that count, as a query
 * @param network from where it was pushed
 * @param expiresAt until when a person may arrive with it
 */
public record PushedRequest(String digest, ClientId client, String parameters, String network, Instant expiresAt) {

    public AuthorizeParameters authorizeParameters() {
        return new AuthorizeParameters(QueryText.parse(parameters));
    }
}
