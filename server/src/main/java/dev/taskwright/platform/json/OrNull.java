package dev.taskwright.platform.json;

import java.util.Optional;

/** Writes what is there, or null. */
final class OrNull<T> implements Out<Optional<T>> {
    private final Out<T> shape;

    OrNull(Out<T> shape) {
        this.shape = shape;
    }

    @Override
    public void write(JsonOutput out, Optional<T> value) {
        value.ifPresentOrElse(one -> shape.write(out, one), out::nothing);
    }

    @Override
    public Schema schema() {
        return shape.schema().orNull();
    }
}
