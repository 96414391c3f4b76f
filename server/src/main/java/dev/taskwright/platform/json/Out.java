package dev.taskwright.platform.json;

/** How to write one kind of value. */
public interface Out<T> {
    void write(JsonOutput out, T value);

    Schema schema();

    /** The same, described by a sentence for people. */
    default Out<T> about(String description) {
        Out<T> plain = this;
        Schema described = schema().about(description);
        return new Out<>() {
            @Override
            public void write(JsonOutput out, T value) {
                plain.write(out, value);
            }

            @Override
            public Schema schema() {
                return described;
            }
        };
    }
}
