package dev.taskwright.oauth.registration;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.Issuer;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthErrorJson;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.http.BearerHeader;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.platform.http.OtherMethods;
import dev.taskwright.platform.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registration endpoint, and the configuration endpoint of each app, over HTTP: RFC 7591, 3; RFC 7592, 2. */
public final class RegistrationEndpoint implements HttpService {
    public static final String PATH = "/oauth2/register";

    private static final int MOST_BYTES = 64 * 1024;
    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header NO_STORE = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");

    private final Registrations registrations;
    private final ClientAddress addresses;
    private final RegistrationGate gate;
    private final RegistrationJson json;

    public RegistrationEndpoint(
            Registrations registrations, RegistrationGate gate, ClientAddress addresses, Issuer issuer) {
        this.registrations = registrations;
        this.addresses = addresses;
        this.gate = gate;
        this.json = new RegistrationJson(issuer);
    }

    @Override
    public void routing(HttpRules rules) {
        for (String path : List.of(PATH, "/connect/register")) {
            rules.post(path, guarded(this::register));
            rules.any(path, RegistrationEndpoint::wrongMethod);
            rules.get(path + "/{client}", guarded(this::show));
            rules.put(path + "/{client}", guarded(this::replace));
            rules.delete(path + "/{client}", guarded(this::delete));
            OtherMethods.refuse(rules, path + "/{client}", "GET, PUT, DELETE");
        }
    }

    private void register(ServerRequest request, ServerResponse response) {
        Optional<InitialToken> initial = gate.enter(BearerHeader.token(request).orElse(null), addresses.of(request));
        send(response, Status.CREATED_201, json.answer(registrations.register(initial, body(request))));
    }

    private void show(ServerRequest request, ServerResponse response) {
        Registered known = new Registered(new AddedApp(client(request), null), token(request));
        send(response, Status.OK_200, json.answer(known));
    }

    private void replace(ServerRequest request, ServerResponse response) {
        Client client = client(request);
        @Nullable Object body = body(request);
        RegistrationJson.requireOwn(client, body);
        Registered changed = new Registered(registrations.replace(client, body), token(request));
        send(response, Status.OK_200, json.answer(changed));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        registrations.delete(client(request));
        response.status(Status.NO_CONTENT_204).header(NO_STORE).send();
    }

    private static void wrongMethod(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.ALLOW, "POST");
        if (OtherMethods.isHead(request)) {
            response.status(Status.METHOD_NOT_ALLOWED_405).send();
            return;
        }
        OAuthError error = OAuthError.invalidRequest("apps are registered with POST");
        refuse(response, new OAuthError(error.code(), error.description(), 405));
    }

    private Client client(ServerRequest request) {
        return registrations.managed(request.path().pathParameters().get("client"), token(request));
    }

    private static String token(ServerRequest request) {
        return BearerHeader.token(request)
                .orElseThrow(
                        () -> new OAuthException(OAuthError.invalidToken("the registration access token is missing")));
    }

    private static @Nullable Object body(ServerRequest request) {
        boolean isJson = request.headers()
                .contentType()
                .map(type -> type.mediaType().text().equals("application/json"))
                .orElse(false);
        if (!isJson) {
            throw ProblemException.invalid("", "the Content-Type must be application/json");
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ProblemException.tooLarge("a registration is at most 64 KiB");
            }
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CloseConnectionException("the registration broke off", e);
        }
    }

    private static Handler guarded(Handler handler) {
        return (request, response) -> {
            try {
                handler.handle(request, response);
            } catch (OAuthException refused) {
                if (refused.error().status() == 401) {
                    response.header(
                            HeaderNames.WWW_AUTHENTICATE,
                            "Bearer error=\"" + refused.error().code() + "\"");
                }
                refuse(response, refused.error());
            } catch (ProblemException refused) {
                if (refused.problem() instanceof Problem.TooMany many) {
                    response.header(
                            HeaderNames.RETRY_AFTER,
                            Long.toString(Math.max(1, many.retryAfter().toSeconds())));
                }
                refuse(response, RegistrationJson.error(refused.problem()));
            }
        };
    }

    private static void refuse(ServerResponse response, OAuthError error) {
        send(response, Status.create(error.status()), OAuthErrorJson.bytes(error));
    }

    private static void send(ServerResponse response, Status status, Map<String, ?> members) {
        send(response, status, Json.bytes(out -> out.plain(members)));
    }

    private static void send(ServerResponse response, Status status, byte[] json) {
        response.status(status).header(JSON).header(NO_STORE).send(json);
    }
}
