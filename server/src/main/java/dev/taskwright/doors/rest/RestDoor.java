package dev.taskwright.doors.rest;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Download;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.DownloadResponse;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Method;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.operation.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers everything below {@code /api}: operations below {@code /api/v1}, and a 404 in the same envelope elsewhere.
 * Register it at {@code /api}, behind whatever has addresses of its own there.
 */
public final class RestDoor implements HttpService {
    /** Where the operations' paths begin. */
    public static final String ROOT = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(RestDoor.class);
    private static final byte[] OK = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final HeaderName PREFERENCE_APPLIED = HeaderNames.create("Preference-Applied");

    private final Routes routes;
    private final Gate gate;
    private final String issuer;
    private final ClientCertificates certificates;
    private final StepUp stepUp;
    private final Challenges challenges;

    /**
     * @param issuer the server's public address, without a slash at the end
     * @param stepUp what is asked before an operation that needs a recent sign-in
     */
    public RestDoor(Operations operations, Gate gate, String issuer, StepUp stepUp, ClientCertificates certificates) {
        this.certificates = certificates;
        this.routes = new Routes(operations.all());
        this.gate = gate;
        this.issuer = issuer;
        this.stepUp = stepUp;
        this.challenges =
                new Challenges(issuer + ProtectedResourceEndpoint.PATH, ProtectedResourceEndpoint.scopes(operations));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        try {
            serve(request, response);
        } catch (ProblemException e) {
            refuse(request, response, ProblemResponses.of(e.problem()));
        } catch (CloseConnectionException | RequestException | UncheckedIOException e) {
            throw e; // nobody is listening any more, or BelowRouter answers
        } catch (HttpException e) {
            refuse(request, response, Refusal.of(ErrorCode.of(e.status())));
        } catch (RuntimeException e) {
            String id = RequestIds.of(response);
            LOG.error("request {} failed", id, e);
            String message = "The server failed; the request's id is " + id;
            refuse(request, response, Refusal.of(ErrorCode.INTERNAL_SERVER_ERROR, message));
        }
    }

    private void serve(ServerRequest request, ServerResponse response) {
        String raw = request.prologue().uriPath().rawPath();
        if (!raw.equals(ROOT) && !raw.startsWith(ROOT + "/")) {
            refuse(request, response, Refusal.of(ErrorCode.NOT_FOUND));
            return;
        }
        switch (gate.decide(RequestCredential.of(request, issuer, certificates))) {
            case Decision.Admitted admitted -> serve(admitted, raw, request, response);
            case Decision.Refused(String message) ->
                refuse(request, response, Refusal.of(ErrorCode.FORBIDDEN, message));
            case Decision.Challenged(var challenge) -> refuse(request, response, challenges.refused(challenge));
        }
    }

    private void serve(Decision.Admitted admitted, String raw, ServerRequest request, ServerResponse response) {
        List<String> path = PathText.segments(raw.substring(ROOT.length()));
        Optional<Operation> operation = Methods.of(request).flatMap(method -> routes.find(method, path));
        if (operation.isPresent()) {
            perform(operation.get(), path, admitted, request, response);
        } else {
            nothingToPerform(path, request, response);
        }
    }

    private void perform(
            Operation operation,
            List<String> path,
            Decision.Admitted admitted,
            ServerRequest request,
            ServerResponse response) {
        Caller caller = admitted.caller();
        String scheme = RequestCredential.scheme(request);
        try {
            requireScope(operation, caller);
            Optional<String> missing =
                    operation.need().asksForSignIn() ? stepUp.missing(admitted.signIn()) : Optional.empty();
            if (missing.isPresent()) {
                refuse(request, response, challenges.signInAgain(missing.get(), stepUp, scheme));
                return;
            }
            run(operation, path, caller, request, response);
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Forbidden forbidden)) {
                throw e;
            }
            refuse(request, response, challenges.forbidden(forbidden, scheme, caller.scopes()));
        }
    }

    private void run(
            Operation operation, List<String> path, Caller caller, ServerRequest request, ServerResponse response) {
        if (operation.body().isPresent() && RequestArguments.isMultipart(request)) {
            refuse(request, response, Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE));
            return;
        }
        if (operation
                .rawBody()
                .filter(raw -> !RequestArguments.isTaken(raw, request))
                .isPresent()) {
            refuse(
                    request,
                    response,
                    Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body's type is not taken here"));
            return;
        }
        Reply reply = operation.run(caller, RequestArguments.read(operation, path, request));
        if (RequestArguments.isStrict(request)) {
            response.header(PREFERENCE_APPLIED, "handling=strict");
        }
        switch (reply) {
            case Reply.Written<?> written -> {
                NextLink.of(request, written).ifPresent(link -> response.header(HeaderNames.LINK, link));
                send(request, response, Json.bytes(written::write));
            }
            case Reply.Sent(Download file) -> DownloadResponse.send(request, response, file);
        }
    }

    /** A token for the actions' API opens this one too, as long as there is no other. */
    private static void requireScope(Operation operation, Caller caller) {
        Scope needed = operation.scope();
        boolean isStandIn = needed.equals(Scope.API1) && caller.scopes().contains(Scope.API2);
        if (!isStandIn && !caller.scopes().contains(needed)) {
            String message = "The token does not have the scope " + needed;
            throw new ProblemException(new Problem.Forbidden(message, needed));
        }
    }

    /** OPTIONS says what there is; anything else that no operation answers is 404 or 405. */
    private void nothingToPerform(List<String> path, ServerRequest request, ServerResponse response) {
        Set<Method> methods = routes.methods(path);
        if (methods.isEmpty()) {
            refuse(request, response, Refusal.of(ErrorCode.NOT_FOUND));
            return;
        }
        response.header(HeaderNames.ALLOW, Methods.allow(methods));
        if (Methods.isOptions(request)) {
            send(request, response, OK);
        } else {
            refuse(request, response, Refusal.of(ErrorCode.METHOD_NOT_ALLOWED));
        }
    }

    private static void refuse(ServerRequest request, ServerResponse response, Refusal refusal) {
        response.status(refusal.code().status());
        refusal.headers().forEach(response::header);
        send(request, response, refusal.body());
    }

    private static void send(ServerRequest request, ServerResponse response, byte[] json) {
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.header(NO_STORE);
        if (Methods.isHead(request)) {
            response.headers().contentLength(json.length);
            response.send();
        } else {
            response.send(json);
        }
    }
}
