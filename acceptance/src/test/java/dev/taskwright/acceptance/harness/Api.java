package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A client of {@code /api/v1}. Every answer is held against the published contract, so that no test can pass on a shape
 * that the document does not promise.
 */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI server;
    private final Optional<String> token;

    Api(URI server, String token) {
        this(server, Optional.of(token));
    }

    private Api(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    public static Api without(URI server) {
        return new Api(server, Optional.empty());
    }

    public static Api of(URI server, String token) {
        return new Api(server, token);
    }

    public Reply get(String path) {
        return send("GET", path, Optional.empty());
    }

    public Reply post(String path) {
        return send("POST", path, Optional.empty());
    }

    public Reply post(String path, Map<String, ?> body) {
        return send("POST", path, Optional.of(Json.text(body)));
    }

    public Reply put(String path, Map<String, ?> body) {
        return send("PUT", path, Optional.of(Json.text(body)));
    }

    public Reply delete(String path) {
        return send("DELETE", path, Optional.empty());
    }

    /** {@code path} is below {@code /api/v1}. */
    public Reply send(String method, String path, Optional<String> body) {
        try {
            return sendOrFail(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + ": " + e, e);
        }
    }

    /** The same, for those who expect the connection to break. */
    public Reply sendOrFail(String method, String path, Optional<String> body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()));
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        body.ifPresent(text -> request.header("Content-Type", "application/json"));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode json = Json.parse(response.body());
            Contract.V1.require(method, path, response.statusCode(), json);
            return new Reply(response.statusCode(), response.headers(), json);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
