package dev.taskwright.oauth.authentication;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.possession.DpopProof;
import dev.taskwright.oauth.possession.Possession;
import dev.taskwright.oauth.profiles.Profile;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthErrorJson;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.DpopNonceHeader;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.OtherMethods;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint to which apps post a form and prove who they are: RFC 6749, 3.2 and 5.2. Reads, authenticates, answers in
 * JSON that nobody keeps, and says errors; what it is for is its {@link Act}.
 */
public final class ClientEndpoint implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(ClientEndpoint.class);
    private static final String JSON = "application/json";
    private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    private static final List<String> NAMES =
            List.of("client_id", "client_secret", "client_assertion", "client_assertion_type");
    private static final Header NO_CACHE = HeaderValues.create("Pragma", "no-cache");

    private final ClientDoor door;
    private final List<String> paths;
    private final Act act;

    /** An answer as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Written(String mediaType, byte[] bytes) {}

    /** What an endpoint does. */
    @FunctionalInterface
    public interface Act {
        /**
         * @return the answer in JSON, sent with the status {@link #success}
         * @throws OAuthException when it is refused
         */
        byte[] answer(ClientCall call);

        default Status success() {
            return Status.OK_200;
        }

        /**
         * The same in the form that the request accepts; usually there is only JSON.
         *
         * @param accept the header, empty when there is none
         */
        default Written answer(ClientCall call, String accept) {
            return new Written(JSON, answer(call));
        }

        /** Whether this request needs no proof, although the app registered one; usually it does. */
        default boolean excuses(Client client, ClientForm form) {
            return false;
        }

        /** The app whose request it must be, when it names none; counts only for one that {@link #excuses} excuses. */
        default Optional<ClientId> impliedClient(ClientForm form) {
            return Optional.empty();
        }
    }

    /** @param paths the endpoint under all its names */
    public ClientEndpoint(ClientDoor door, List<String> paths, Act act) {
        this.door = door;
        this.paths = List.copyOf(paths);
        this.act = act;
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : paths) {
            rules.post(path, this::post);
            rules.any(path, ClientEndpoint::wrongMethod);
        }
    }

    private void post(ServerRequest request, ServerResponse response) {
        List<String> authorization = request.headers().values(HeaderNames.AUTHORIZATION);
        try {
            ClientForm form = new ClientForm(FormBody.read(request));
            // before anything is spent that is good once: a proof refused for its nonce is sent again with all the rest
            Optional<DpopProof> proof = door.possession()
                    .check(
                            DpopNonceHeader.proofs(request),
                            "POST",
                            request.prologue().uriPath().rawPath(),
                            null);
            String address = door.addresses().of(request);
            List<X509Certificate> shown = door.certificates().chain(request);
            Client client = client(authorization, form, shown, address);
            proof.ifPresent(presented -> requireAllowed(client, presented));
            Optional<Confirmation> binding = proof.map(door.possession()::use).or(() -> certificate(client, shown));
            String accept = String.join(",", request.headers().values(HeaderNames.ACCEPT));
            send(response, act.success(), act.answer(new ClientCall(client, form, address, binding), accept));
        } catch (OAuthException refused) {
            log(refused);
            refuse(response, refused.error(), authorization);
        } catch (ProblemException refused) {
            sayWhen(response, refused.problem());
            refuse(response, OAuthError.of(refused.problem()), List.of());
        }
    }

    private Client client(List<String> authorization, ClientForm form, List<X509Certificate> shown, String address) {
        Predicate<Client> excuses = found -> act.excuses(found, form);
        boolean namesNobody = authorization.isEmpty()
                && NAMES.stream().allMatch(name -> form.find(name).isEmpty());
        Optional<ClientId> implied = namesNobody ? act.impliedClient(form) : Optional.empty();
        return implied.isPresent()
                ? door.authentication().excused(implied.get(), excuses)
                : door.authentication().authenticate(authorization, form::find, shown, excuses, address);
    }

    /** FAPI 2.0 Security Profile, 5.4.1. */
    private static void requireAllowed(Client client, DpopProof proof) {
        if (!Profile.allows(client, proof.algorithm())) {
            throw new OAuthException(OAuthError.invalidDpopProof("alg of the DPoP proof is none of the app's profile"));
        }
    }

    /** RFC 8705, 3: bound to the certificate only if the app wants it so; it may have come with one for other reasons. */
    private Optional<Confirmation> certificate(Client client, List<X509Certificate> shown) {
        return client.metadata().security().bindsToCertificate()
                ? shown.stream().findFirst().map(Possession::of)
                : Optional.empty();
    }

    private void log(OAuthException refused) {
        if (!refused.error().isPending()) {
            LOG.info("{} refused: {}: {}", paths.getFirst(), refused.error().code(), refused.getMessage());
        }
    }

    private static void sayWhen(ServerResponse response, Problem problem) {
        Duration wait = switch (problem) {
            case Problem.Unavailable busy -> busy.retryAfter();
            case Problem.TooMany many -> many.retryAfter();
            default -> Duration.ZERO;
        };
        if (wait.isPositive()) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        }
    }

    /** RFC 6749, 5.2: an app that tried a header is told which one to use. */
    private static void refuse(ServerResponse response, OAuthError error, List<String> authorization) {
        if (error.status() == 401 && !authorization.isEmpty()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"taskwright\", charset=\"UTF-8\"");
        }
        send(response, Status.create(error.status()), OAuthErrorJson.bytes(error));
    }

    private static void wrongMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "POST");
        if (OtherMethods.isHead(request)) {
            response.status(Status.METHOD_NOT_ALLOWED_405).send();
            return;
        }
        send(
                response,
                Status.METHOD_NOT_ALLOWED_405,
                OAuthErrorJson.bytes(OAuthError.invalidRequest("this endpoint is asked with POST")));
    }

    private static void send(ServerResponse response, Status status, byte[] json) {
        send(response, status, new Written(JSON, json));
    }

    private static void send(ServerResponse response, Status status, Written written) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, written.mediaType())
                .header(NO_STORE)
                .header(NO_CACHE)
                .send(written.bytes());
    }
}
