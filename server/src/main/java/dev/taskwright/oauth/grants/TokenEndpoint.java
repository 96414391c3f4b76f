package dev.taskwright.oauth.grants;

import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.protocol.GrantType;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Set;

/** The token endpoint over HTTP: RFC 6749, 3.2. Under SmartTask's path and under Taskade's, one handler. */
public final class TokenEndpoint implements HttpService {
    private final Grants grants;
    private final ClientEndpoint endpoint;

    public TokenEndpoint(ClientDoor door, List<Grant> grants) {
        this.grants = new Grants(grants);
        this.endpoint = new ClientEndpoint(door, List.of("/oauth2/token", "/connect/token"), this.grants);
    }

    /** What discovery may promise. */
    public Set<GrantType> grantTypes() {
        return grants.promised();
    }

    @Override
    public void routing(HttpRules rules) {
        endpoint.routing(rules);
    }
}
