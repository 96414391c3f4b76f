package dev.taskwright.oauth.discovery;

import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.keys.DecryptionKeys;
import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Discovery over HTTP: OpenID Connect Discovery, 4; RFC 8414, 3; RFC 7517, 5. */
public final class DiscoveryEndpoint implements HttpService {
    static final String KEYS = "/oauth2/jwks";

    /** Where clients look that take the address of an endpoint or an API for the issuer's. */
    private static final List<String> PATHS = List.of("/oauth2", "/connect");

    private final SigningKeys keys;
    private final DecryptionKeys decryption;
    private final Map<String, Object> facts;

    /**
     * @param grants what the token endpoint serves
     * @param methods by which apps may prove who they are
     * @param more what the rooms beside this one say of themselves
     */
    public DiscoveryEndpoint(
            SigningKeys keys,
            DecryptionKeys decryption,
            Issuer issuer,
            ScopeCatalog catalog,
            Set<GrantType> grants,
            List<AuthenticationMethod> methods,
            Map<String, Object> more) {
        this.keys = keys;
        this.decryption = decryption;
        this.facts = new LinkedHashMap<>(ProviderMetadata.of(issuer, catalog, grants, methods));
        facts.putAll(more);
        facts.putAll(CertificateFacts.of(issuer, facts));
    }

    @Override
    public void routing(HttpRules rules) {
        for (String name : List.of("openid-configuration", "oauth-authorization-server")) {
            serve(rules, "/.well-known/" + name, this::metadata);
            for (String path : PATHS) {
                // RFC 8414, 3.1 puts a path behind, OpenID Connect Discovery, 4.1 before
                serve(rules, "/.well-known/" + name + path, this::metadata);
                serve(rules, path + "/.well-known/" + name, this::metadata);
            }
        }
        for (String path : List.of(KEYS, "/.well-known/openid-configuration/jwks")) {
            serve(rules, path, () -> decryption.addedTo(keys.published()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Who watches a server asks with HEAD. */
    private static void serve(HttpRules rules, String path, Supplier<byte[]> document) {
        rules.get(path, (request, response) -> described(response).send(document.get()));
        rules.head(path, (request, response) -> described(response).send());
        OtherMethods.refuse(rules, path, "GET, HEAD");
    }

    /** The algorithms are asked for each time: the operator may add one while the server runs. */
    private byte[] metadata() {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(MessageFacts.of(keys.algorithms()));
        return Json.bytes(out -> out.plain(all));
    }

    /** Five minutes: a new key is announced for longer than that before it signs. */
    private static ServerResponse described(ServerResponse response) {
        return response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300");
    }
}
