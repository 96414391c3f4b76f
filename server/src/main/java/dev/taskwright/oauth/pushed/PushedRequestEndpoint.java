package dev.taskwright.oauth.pushed;

import dev.taskwright.oauth.authentication.ClientCall;
import dev.taskwright.oauth.authentication.ClientDoor;
import dev.taskwright.oauth.authentication.ClientEndpoint;
import dev.taskwright.oauth.authentication.ClientForm;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.json.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pushed authorization request endpoint over HTTP: RFC 9126, 2. The app proves who it is as at the token endpoint, and
 * hears at once what is wrong with its request.
 */
public final class PushedRequestEndpoint implements HttpService, ClientEndpoint.Act {
    private static final String PATH = "/oauth2/par";
    private static final Set<String> OF_AN_OBJECT = Set.of("client_id", "request");

    private final AuthorizeChecks checks;
    private final PushedRequests requests;
    private final Issuer issuer;
    private final ClientEndpoint endpoint;

    public PushedRequestEndpoint(ClientDoor door, AuthorizeChecks checks, PushedRequests requests, Issuer issuer) {
        this.checks = checks;
        this.requests = requests;
        this.issuer = issuer;
        this.endpoint = new ClientEndpoint(door, List.of(PATH, "/connect/par"), this);
    }

    /** What discovery says: RFC 9126, 5. */
    public Map<String, Object> facts() {
        return Map.of(
                "pushed_authorization_request_endpoint",
                issuer.at(PATH),
                "require_pushed_authorization_requests",
                false);
    }

    @Override
    public void routing(HttpRules rules) {
        endpoint.routing(rules);
    }

    @Override
    public Status success() {
        return Status.CREATED_201;
    }

    @Override
    public byte[] answer(ClientCall call) {
        // any parameter of an authorization request but request_uri (RFC 9126, 2.1)
        if (call.find("request_uri").isPresent()) {
            throw new OAuthException(OAuthError.invalidRequest("request_uri cannot be pushed"));
        }
        AuthorizeParameters counting = checked(call);
        String requestUri = requests.push(call.client(), counting, call.address());
        return Json.bytes(
                out -> out.plain(Map.of("request_uri", requestUri, "expires_in", PushedRequests.LIFETIME.toSeconds())));
    }

    /** The parameters that count, having passed every check of the authorization endpoint. */
    private AuthorizeParameters checked(ClientCall call) {
        try {
            AuthorizeParameters counting = bound(checks.resolve(sent(call)), call);
            checks.checkPushed(counting);
            return counting;
        } catch (AuthorizeFailure failure) {
            throw new OAuthException(failure.error());
        }
    }

    /** What is proven here is what the exchange must prove again: RFC 9449, 10.1. */
    private static AuthorizeParameters bound(AuthorizeParameters counting, ClientCall call) {
        Optional<String> key = call.binding()
                .filter(binding -> binding.kind() == Confirmation.Kind.JKT)
                .map(Confirmation::thumbprint);
        if (key.isEmpty()) {
            return counting;
        }
        if (!counting.find("dpop_jkt").orElse(key.get()).equals(key.get())) {
            throw new OAuthException(OAuthError.invalidDpopProof("the proof is by another key than dpop_jkt names"));
        }
        return counting.with("dpop_jkt", key.get());
    }

    /** Without what proves the app. Beside a request object nothing else counts: RFC 9126, 3. */
    private static AuthorizeParameters sent(ClientCall call) {
        AuthorizeParameters all = new AuthorizeParameters(call.form().fields())
                .with("client_id", call.client().id().value());
        return all.find("request").isPresent() ? all.only(OF_AN_OBJECT) : all.without(ClientForm.PROOF);
    }
}
