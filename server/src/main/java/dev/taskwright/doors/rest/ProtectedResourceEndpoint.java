package dev.taskwright.doors.rest;

import dev.taskwright.base.Scope;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the API says of itself as a protected resource: RFC 9728, 2 and 3.1. */
public final class ProtectedResourceEndpoint implements HttpService {
    /** The well-known name goes before the path of the resource. */
    static final String PATH = "/.well-known/oauth-protected-resource" + RestDoor.ROOT;

    private final byte[] document;

    /**
     * @param issuer the server's public address, without a slash at the end; it is its own authorization server
     * @param more what other rooms know of the tokens that are taken
     */
    public ProtectedResourceEndpoint(Operations operations, String issuer, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("resource", issuer + RestDoor.ROOT);
        facts.put("authorization_servers", List.of(issuer));
        facts.put(
                "scopes_supported",
                scopes(operations).stream().map(Scope::value).toList());
        facts.put("bearer_methods_supported", List.of("header"));
        facts.put("resource_name", "Taskwright REST API");
        facts.put("resource_documentation", issuer + "/api/documentation/v1");
        facts.putAll(more);
        this.document = Json.bytes(out -> out.plain(facts));
    }

    /** The scopes that open some operation: never one that is about the token itself, as {@code offline_access}. */
    static Set<Scope> scopes(Operations operations) {
        Set<Scope> scopes = new LinkedHashSet<>();
        operations.all().stream().map(Operation::scope).forEach(scopes::add);
        return scopes;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, (request, response) -> described(response).send(document));
        rules.head(PATH, (request, response) -> described(response).send());
        OtherMethods.refuse(rules, PATH, "GET, HEAD");
    }

    private static ServerResponse described(ServerResponse response) {
        return response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "public, max-age=300");
    }
}
