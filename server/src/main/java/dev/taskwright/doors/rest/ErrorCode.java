package dev.taskwright.doors.rest;

import io.helidon.http.Status;
import java.util.Arrays;

/** The {@code code} of an error's envelope; its {@code statusMessage} is the reason phrase of the status. */
enum ErrorCode {
    BAD_REQUEST(400, "Bad Request", "The request is not valid HTTP, or its headers are too large"),
    UNAUTHORIZED(401, "Unauthorized", "A bearer token is needed"),
    FORBIDDEN(403, "Forbidden", "That is not allowed"),
    NOT_FOUND(404, "Not Found", "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", "The method is not supported at this address"),
    CONFLICT(409, "Conflict", "It contradicts the present state"),
    PAYLOAD_TOO_LARGE(413, "Payload Too Large", "The body is too large"),
    URI_TOO_LONG(414, "URI Too Long", "The request line is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type", "The body must be JSON"),
    RANGE_NOT_SATISFIABLE(416, "Range Not Satisfiable", "The file has no such bytes"),
    TOO_MANY_REQUESTS(429, "Too Many Requests", "Too many requests"),
    INTERNAL_SERVER_ERROR(500, "Internal Server Error", "The server failed"),
    SERVICE_UNAVAILABLE(503, "Service Unavailable", "The server is busy");

    private final int status;
    private final String reason;
    private final String sentence;

    ErrorCode(int status, String reason, String sentence) {
        this.status = status;
        this.reason = reason;
        this.sentence = sentence;
    }

    /** The code for a status that the HTTP server chose; what is the client's doing is never a 5xx. */
    static ErrorCode of(Status status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status.code())
                .findFirst()
                .orElse(BAD_REQUEST);
    }

    Status status() {
        return Status.create(status, reason);
    }

    /** What to say when nothing more is known. */
    String sentence() {
        return sentence;
    }
}
