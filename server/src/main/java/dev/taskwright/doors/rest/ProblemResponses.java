package dev.taskwright.doors.rest;

import dev.taskwright.base.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What each kind of problem is in HTTP. A new kind does not compile until it is mapped here. */
final class ProblemResponses {
    private static final String CHALLENGE = "Bearer realm=\"taskwright\"";

    private ProblemResponses() {}

    static Refusal of(Problem problem) {
        return switch (problem) {
            case Problem.Invalid it -> Refusal.of(ErrorCode.BAD_REQUEST, located(it));
            case Problem.Unauthenticated it -> unauthenticated(it);
            // whether a scope would help is for the door to say: it knows the token
            case Problem.Forbidden it -> Refusal.of(ErrorCode.FORBIDDEN, it.message());
            case Problem.NotFound it -> Refusal.of(ErrorCode.NOT_FOUND, it.message());
            // without the header some generated clients repeat a 409 on their own
            case Problem.Conflict it ->
                Refusal.of(ErrorCode.CONFLICT, it.message()).with("x-should-retry", "false");
            case Problem.TooLarge it -> Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE, it.message());
            case Problem.TooMany it -> later(ErrorCode.TOO_MANY_REQUESTS, it.message(), it.retryAfter());
            case Problem.Unavailable it -> later(ErrorCode.SERVICE_UNAVAILABLE, it.message(), it.retryAfter());
        };
    }

    private static String located(Problem.Invalid invalid) {
        return invalid.pointer().isEmpty() ? invalid.message() : invalid.pointer() + ": " + invalid.message();
    }

    /** RFC 6750, 3: the challenge names an error only when a token was sent. */
    private static Refusal unauthenticated(Problem.Unauthenticated it) {
        @Nullable String error = it.error();
        String challenge = error == null ? CHALLENGE : CHALLENGE + ", error=\"" + error + "\"";
        return Refusal.of(ErrorCode.UNAUTHORIZED, it.message()).with("WWW-Authenticate", challenge);
    }

    /** {@code Retry-After} counts whole seconds, at least one. */
    private static Refusal later(ErrorCode code, String message, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Refusal.of(code, message).with("Retry-After", Long.toString(seconds));
    }
}
