package dev.taskwright.doors.rest;

import dev.taskwright.platform.http.RequestIds;
import dev.taskwright.platform.http.SecurityHeaders;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/**
 * Answers requests so broken that no route was reached: a bad request line, headers that are too many, a body that is
 * not framed as it says. Always the envelope of the API, since a browser does not send such things.
 */
public final class BelowRouter implements DirectHandler {
    private final RequestIds ids;
    private final SecurityHeaders security;

    public BelowRouter(RequestIds ids, SecurityHeaders security) {
        this.ids = ids;
        this.security = security;
    }

    /** For the listener's configuration: this handler for every kind of event. */
    public DirectHandlers everywhere() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (EventType event : EventType.values()) {
            builder.addHandler(event, this);
        }
        return builder.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType event, Status status, ServerResponseHeaders headers, String message) {
        Refusal refusal = refusal(request, event, status);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.setIfAbsent(HeaderValues.create(RequestIds.HEADER, ids.next()));
        security.apply(headers);
        return TransportResponse.builder()
                .status(refusal.code().status())
                .headers(headers)
                .entity(refusal.body())
                .keepAlive(false)
                .build();
    }

    /** The server speaks HTTP/1.1 and knows one transfer coding: asking for others is the client's mistake, not ours. */
    private static Refusal refusal(TransportRequest request, EventType event, Status status) {
        return switch (event) {
            // without a path only the server's parser has run, and what it stumbled over came from the client
            case INTERNAL_ERROR ->
                Refusal.of(request.path().isEmpty() ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_SERVER_ERROR);
            case HTTP_VERSION_NOT_SUPPORTED ->
                Refusal.of(ErrorCode.BAD_REQUEST, "This server speaks HTTP/1.1; HTTP/1.0 is not supported");
            default -> Refusal.of(ErrorCode.of(status));
        };
    }
}
