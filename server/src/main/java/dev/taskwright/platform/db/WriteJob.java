package dev.taskwright.platform.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction on its way through the writer: may run several times, is answered once. */
final class WriteJob<T extends @Nullable Object> {
    private final Function<Tx, T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;

    WriteJob(Function<Tx, T> work) {
        this.work = work;
    }

    /** Whether it succeeded; the outcome is kept until {@link #answer}. */
    boolean run(Handle handle) {
        result = null;
        failure = null;
        try {
            result = work.apply(new Tx(handle, true));
            return true;
        } catch (Throwable e) {
            failure = SqliteFailure.explain(e);
            return false;
        }
    }

    void fail(Throwable reason) {
        failure = reason;
    }

    @SuppressWarnings("NullAway") // T may be nullable; then so is the result
    void answer() {
        if (failure == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
