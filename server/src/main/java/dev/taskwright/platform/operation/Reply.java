package dev.taskwright.platform.operation;

import dev.taskwright.base.Download;
import dev.taskwright.base.Page;
import dev.taskwright.platform.json.JsonOutput;
import org.jspecify.annotations.Nullable;

/** What an operation answered, ready to be sent by any door. */
public sealed interface Reply {
    /** A file, to be closed by the door. */
    record Sent(Download file) implements Reply {}

    /** An envelope. */
    final class Written<O extends @Nullable Object> implements Reply {
        private final Answer.Envelope<O> answer;
        private final O value;

        Written(Answer.Envelope<O> answer, O value) {
            this.answer = answer;
            this.value = value;
        }

        /** Writes the envelope of a success. */
        public void write(JsonOutput out) {
            out.startObject().name("ok").truth(true);
            answer.write(out, value);
            out.endObject();
        }

        /** The cursor of the next stretch of a list, as in {@code Page}; null when there is none. */
        public @Nullable String nextCursor() {
            return value instanceof Page<?> page ? page.nextCursor() : null;
        }
    }
}
