package dev.taskwright.platform.operation;

import dev.taskwright.base.Page;
import dev.taskwright.platform.json.JsonOutput;
import org.jspecify.annotations.Nullable;

/** What an operation answered, ready to be written by any door. */
public final class Reply {
    private final Bound<?> bound;

    private Reply(Bound<?> bound) {
        this.bound = bound;
    }

    static <O extends @Nullable Object> Reply of(Answer<O> answer, O value) {
        return new Reply(new Bound<>(answer, value));
    }

    /** Writes the envelope of a success. */
    public void write(JsonOutput out) {
        out.startObject().name("ok").truth(true);
        bound.write(out);
        out.endObject();
    }

    /** The cursor of the next stretch of a list, as in {@code Page}; null when there is none. */
    public @Nullable String nextCursor() {
        return bound.value() instanceof Page<?> page ? page.nextCursor() : null;
    }

    private record Bound<O extends @Nullable Object>(Answer<O> answer, O value) {
        void write(JsonOutput out) {
            answer.write(out, value);
        }
    }
}
