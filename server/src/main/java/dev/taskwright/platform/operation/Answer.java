package dev.taskwright.platform.operation;

import dev.taskwright.base.Page;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.platform.json.Out;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The envelope of a success: always {@code "ok": true}, and then one of these. */
public sealed interface Answer<O extends @Nullable Object> {
    /** Writes what follows {@code "ok"}, inside the envelope's braces. */
    void write(JsonOutput out, O value);

    /** {@code {ok, item}} */
    record Item<T>(Out<T> shape) implements Answer<T> {
        @Override
        public void write(JsonOutput out, T value) {
            out.name("item");
            shape.write(out, value);
        }
    }

    /** {@code {ok, items}}: all there are. */
    record Items<T>(Out<T> shape) implements Answer<List<T>> {
        @Override
        public void write(JsonOutput out, List<T> values) {
            out.name("items").startArray();
            values.forEach(value -> shape.write(out, value));
            out.endArray();
        }
    }

    /** {@code {ok, items, hasMore, nextCursor}}: a stretch of a longer list. */
    record Paged<T>(Out<T> shape) implements Answer<Page<T>> {
        @Override
        public void write(JsonOutput out, Page<T> page) {
            new Items<>(shape).write(out, page.items());
            out.name("hasMore").truth(page.hasMore());
            out.name("nextCursor").plain(page.nextCursor());
        }
    }

    /** {@code {ok}} */
    record Done() implements Answer<@Nullable Void> {
        @Override
        public void write(JsonOutput out, @Nullable Void nothing) {}
    }
}
