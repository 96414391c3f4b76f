package dev.taskwright.platform.json;

import org.jspecify.annotations.Nullable;

/** How to read one kind of value: its checks and its description are the same declaration. */
public interface In<T extends @Nullable Object> {
    /** Reads the value that {@code in} stands on; throws {@code Problem.Invalid} naming where a rule is broken. */
    T read(JsonInput in);

    Schema schema();

    /** The same, described by a sentence for people. */
    default In<T> about(String description) {
        In<T> plain = this;
        Schema described = schema().about(description);
        return new In<>() {
            @Override
            public T read(JsonInput in) {
                return plain.read(in);
            }

            @Override
            public Schema schema() {
                return described;
            }
        };
    }
}
