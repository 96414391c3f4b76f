package dev.taskwright.platform.operation;

import dev.taskwright.base.Download;
import dev.taskwright.base.Page;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a success is: an envelope, or a file. */
public sealed interface Answer<O extends @Nullable Object> {
    /** Always {@code "ok": true}, and then one of these. */
    sealed interface Envelope<O extends @Nullable Object> extends Answer<O> {
        /** Writes what follows {@code "ok"}, inside the envelope's braces. */
        void write(JsonOutput out, O value);
    }

    /** {@code {ok, item}} */
    record Item<T>(Out<T> shape) implements Envelope<T> {
        @Override
        public void write(JsonOutput out, T value) {
            out.name("item");
            shape.write(out, value);
        }
    }

    /** {@code {ok, items}}: all there are. */
    record Items<T>(Out<T> shape) implements Envelope<List<T>> {
        @Override
        public void write(JsonOutput out, List<T> values) {
            out.name("items").startArray();
            values.forEach(value -> shape.write(out, value));
            out.endArray();
        }
    }

    /** {@code {ok, items, hasMore, nextCursor}}: a stretch of a longer list. */
    record Paged<T>(Out<T> shape) implements Envelope<Page<T>> {
        @Override
        public void write(JsonOutput out, Page<T> page) {
            new Items<>(shape).write(out, page.items());
            out.name("hasMore").truth(page.hasMore());
            out.name("nextCursor").plain(page.nextCursor());
        }
    }

    /** {@code {ok}} */
    record Done() implements Envelope<@Nullable Void> {
        @Override
        public void write(JsonOutput out, @Nullable Void nothing) {}
    }

    /**
     * Bytes that are sent as they are.
     *
     * @param types the media types that they may have
     * @param item what stands beside {@code ok} in a file that is an envelope too large to be held; null for others
     */
    record File(List<String> types, @Nullable Schema item) implements Answer<Download> {}
}
