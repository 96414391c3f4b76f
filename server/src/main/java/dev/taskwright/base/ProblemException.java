package dev.taskwright.base;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} up to the door that answers it. Has no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** {@code what} names the noun, as in "Project". */
    public static ProblemException notFound(String what) {
        return new ProblemException(new Problem.NotFound(what));
    }

    public static ProblemException forbidden(String message) {
        return new ProblemException(new Problem.Forbidden(message, null));
    }

    /** {@code pointer} as in {@link Problem.Invalid}. */
    public static ProblemException invalid(String pointer, String message) {
        return new ProblemException(new Problem.Invalid(pointer, message));
    }

    public static ProblemException conflict(String message) {
        return new ProblemException(new Problem.Conflict(message));
    }

    public static ProblemException tooLarge(String message) {
        return new ProblemException(new Problem.TooLarge(message));
    }

    public static ProblemException tooMany(String message, Duration retryAfter) {
        return new ProblemException(new Problem.TooMany(message, retryAfter));
    }

    /** {@code error} as in {@link Problem.Unauthenticated}. */
    public static ProblemException unauthenticated(String message, @Nullable String error) {
        return new ProblemException(new Problem.Unauthenticated(message, error));
    }

    public static ProblemException unavailable(String message, Duration retryAfter) {
        return new ProblemException(new Problem.Unavailable(message, retryAfter));
    }
}
