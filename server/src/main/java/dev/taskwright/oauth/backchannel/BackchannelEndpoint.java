package dev.taskwright.oauth.backchannel;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.clients.BackchannelRules.Delivery;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.AddressLimit;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The backchannel authentication endpoint over HTTP: CIBA Core, 7. One handler under two paths. */
public final class BackchannelEndpoint implements HttpService {
    private static final String PATH = "/oauth2/backchannel_authentication";
    private static final int MOST_AT_ONCE = 300;
    private static final Duration ONE_MORE_EVERY = Duration.ofSeconds(2);

    private final SignedRequests signed;
    private final Hints hints;
    private final UserCodes codes;
    private final BackchannelRequests requests;
    private final AddressLimit limit;
    private final ClientEndpoint endpoint;

    /** What a request is read with. */
    public record Parts(SignedRequests signed, Hints hints, UserCodes codes) {}

    public BackchannelEndpoint(ClientDoor door, Parts parts, BackchannelRequests requests, InstantSource clock) {
        this.signed = parts.signed();
        this.hints = parts.hints();
        this.codes = parts.codes();
        this.requests = requests;
        this.limit = new AddressLimit(
                clock, MOST_AT_ONCE, ONE_MORE_EVERY, "too many people asked for from this address lately");
        this.endpoint = new ClientEndpoint(door, List.of(PATH, "/connect/ciba"), this::answer);
    }

    /** What discovery says: CIBA Core, 4. */
    public static Map<String, Object> facts(Issuer issuer) {
        return Map.of(
                "backchannel_authentication_endpoint",
                issuer.at(PATH),
                "backchannel_token_delivery_modes_supported",
                Arrays.stream(Delivery.values()).map(Delivery::word).toList(),
                "backchannel_authentication_request_signing_alg_values_supported",
                SignedRequests.SIGNATURES,
                "backchannel_user_code_parameter_supported",
                true);
    }

    @Override
    public void routing(HttpRules rules) {
        endpoint.routing(rules);
    }

    private byte[] answer(ClientCall call) {
        Client client = call.client();
        if (!client.grants().contains(GrantType.CIBA)) {
            throw new OAuthException(OAuthError.unauthorizedClient("the app is not registered for this"));
        }
        BackchannelParameters asked = BackchannelParameters.read(client, signed.read(client, call.form()));
        limit.take(call.address());
        User person = hints.find(client, asked.hint(), call.address());
        codes.require(person.id(), asked.userCode(), call.address());
        return BackchannelJson.bytes(requests.start(client, person.id(), asked));
    }
}
