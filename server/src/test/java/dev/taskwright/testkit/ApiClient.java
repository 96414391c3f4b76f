package dev.taskwright.testkit;

import dev.taskwright.base.Caller;
import dev.taskwright.doors.rest.RestDoor;
import dev.taskwright.doors.rest.StepUp;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.access.Gate;
import dev.taskwright.platform.http.ClientCertificates;
import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Operations;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls operations through the whole REST door without a socket. Everybody's token is their handle. */
public final class ApiClient {
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final DirectClient client;

    public ApiClient(Operations operations) {
        RestDoor door = new RestDoor(
                operations,
                new Gate(List.of(new Handles())),
                "http://localhost",
                StepUp.none(),
                ClientCertificates.direct());
        client = new DirectClient(
                HttpRouting.builder().addFilter(new RequestIds("test")).register("/api", door));
    }

    /** What came back. */
    public record Answer(int status, String text) {
        /** The value at a path of names and numbers: {@code "items", 0, "id"}. */
        public Object at(Object... path) {
            Object value = Json.parse(text);
            for (Object step : path) {
                value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
            }
            return Objects.requireNonNull(value, () -> text + " has nothing at " + List.of(path));
        }

        public String textAt(Object... path) {
            return (String) at(path);
        }

        /** One property of each of the items. */
        public List<String> each(String list, String property) {
            return ((List<?>) at(list))
                    .stream()
                            .map(item -> String.valueOf(((Map<?, ?>) item).get(property)))
                            .toList();
        }
    }

    public Answer get(Caller.@Nullable Person who, String path) {
        return send(who, Method.GET, path, "");
    }

    public Answer post(Caller.@Nullable Person who, String path, String body) {
        return send(who, Method.POST, path, body);
    }

    public Answer put(Caller.@Nullable Person who, String path, String body) {
        return send(who, Method.PUT, path, body);
    }

    public Answer patch(Caller.@Nullable Person who, String path, String body) {
        return send(who, Method.PATCH, path, body);
    }

    public Answer delete(Caller.@Nullable Person who, String path) {
        return send(who, Method.DELETE, path, "");
    }

    /** {@code path} below {@code /api/v1}; a null {@code who} sends no token. */
    public Answer send(Caller.@Nullable Person who, Method method, String path, String body) {
        Http1ClientRequest request = client.method(method).skipUriEncoding(true).path("/api/v1" + path);
        if (who != null) {
            callers.put(who.handle(), who);
            request.header(HeaderNames.AUTHORIZATION, "Bearer " + who.handle());
        }
        request.header(HeaderNames.CONTENT_TYPE, "application/json");
        try (Http1ClientResponse response = body.isEmpty() ? request.request() : request.submit(body)) {
            return new Answer(response.status().code(), response.as(String.class));
        }
    }

    private final class Handles implements BearerTokens {
        @Override
        public boolean recognises(Credential presented) {
            return true;
        }

        @Override
        public Decision check(Credential presented) {
            Caller caller = callers.get(presented.token());
            return caller == null ? Decision.invalidToken("unknown") : new Decision.Admitted(caller);
        }
    }
}
