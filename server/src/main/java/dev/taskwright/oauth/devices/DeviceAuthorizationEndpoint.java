package dev.taskwright.oauth.devices;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.http.AddressLimit;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The device authorization endpoint over HTTP: RFC 8628, 3.1 and 3.2. One handler under two paths. */
public final class DeviceAuthorizationEndpoint implements HttpService {
    private static final String PATH = "/oauth2/device_authorization";
    private static final int MOST_AT_ONCE = 300;
    private static final Duration ONE_MORE_EVERY = Duration.ofSeconds(2);

    private final Devices devices;
    private final Issuer issuer;
    private final AddressLimit limit;
    private final ClientEndpoint endpoint;

    public DeviceAuthorizationEndpoint(ClientDoor door, Devices devices, InstantSource clock, Issuer issuer) {
        this.devices = devices;
        this.issuer = issuer;
        this.limit = new AddressLimit(
                clock, MOST_AT_ONCE, ONE_MORE_EVERY, "too many devices asked from this address lately");
        this.endpoint = new ClientEndpoint(door, List.of(PATH, "/connect/deviceauthorization"), this::answer);
    }

    /** What discovery says: RFC 8628, 4. */
    public Map<String, Object> facts() {
        return Map.of("device_authorization_endpoint", issuer.at(PATH));
    }

    @Override
    public void routing(HttpRules rules) {
        endpoint.routing(rules);
    }

    private byte[] answer(ClientCall request) {
        Client client = request.client();
        if (!client.grants().contains(GrantType.DEVICE_CODE)) {
            throw new OAuthException(OAuthError.unauthorizedClient("the app is not registered for device codes"));
        }
        ScopeSet scopes = client.permissions().scopeLimits().choose(request.find("scope"));
        limit.take(request.address());
        return DeviceJson.bytes(devices.start(client, scopes, request.address()), issuer);
    }
}
