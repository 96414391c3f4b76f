package dev.taskwright.oauth.discovery;

import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Discovery over HTTP: OpenID Connect Discovery, 4; RFC 8414, 3; RFC 7517, 5. */
public final class DiscoveryEndpoint implements HttpService {
    static final String KEYS = "/oauth2/jwks";

    private final SigningKeys keys;
    private final byte[] metadata;

    /** @param grants what the token endpoint serves */
    public DiscoveryEndpoint(SigningKeys keys, Issuer issuer, ScopeCatalog catalog, Set<GrantType> grants) {
        this.keys = keys;
        Map<String, Object> facts = ProviderMetadata.of(issuer, catalog, grants);
        this.metadata = Json.bytes(out -> out.plain(facts));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/.well-known/openid-configuration", (request, response) -> send(response, metadata));
        rules.get("/.well-known/oauth-authorization-server", (request, response) -> send(response, metadata));
        rules.get(KEYS, (request, response) -> send(response, keys.published().getBytes(StandardCharsets.UTF_8)));
    }

    /** Five minutes: a new key is announced for longer than that before it signs. */
    private static void send(ServerResponse response, byte[] json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300")
                .send(json);
    }
}
