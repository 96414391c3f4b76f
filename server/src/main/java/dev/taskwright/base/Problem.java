package dev.taskwright.base;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything the product may refuse with. Each door maps every kind to its own status in one exhaustive switch, so a
 * new kind does not compile until each door knows it.
 */
public sealed interface Problem {
    /** One short English sentence for the caller; never a secret, never a stack trace. */
    String message();

    /** It does not exist, or the caller may not know that it does. {@code what} names the noun: "Project". */
    record NotFound(String what) implements Problem {
        @Override
        public String message() {
            return what + " not found";
        }
    }

    /** Visible to the caller but not allowed; {@code missingScope} is set when a further scope would allow it. */
    record Forbidden(String message, @Nullable Scope missingScope) implements Problem {}

    /**
     * The input breaks a rule. {@code pointer} says where: a JSON pointer into the body ({@code /tasks/0/content}, empty
     * for the whole body), {@code ?limit} for a query parameter, {@code {taskId}} for a path parameter, or the bare name
     * of a form field or command option.
     */
    record Invalid(String pointer, String message) implements Problem {}

    /** It contradicts the present state, such as a name already taken. */
    record Conflict(String message) implements Problem {}

    /** The input is larger than its limit. */
    record TooLarge(String message) implements Problem {}

    /** Too often; try again after {@code retryAfter}. */
    record TooMany(String message, Duration retryAfter) implements Problem {}

    /**
     * No credential, or one that does not hold. {@code error} is the word of RFC 6750, 3.1 ({@code invalid_token}), null
     * when no credential was presented at all.
     */
    record Unauthenticated(String message, @Nullable String error) implements Problem {}

    /** The server cannot do it just now; try again after {@code retryAfter}. */
    record Unavailable(String message, Duration retryAfter) implements Problem {}
}
