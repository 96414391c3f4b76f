package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value without parts: read from JSON, or from the text of a path or query parameter; written to JSON. */
public abstract class Scalar<T> implements In<T>, Out<T> {
    private final Schema schema;

    Scalar(Schema schema) {
        this.schema = schema;
    }

    /**
     * Reads the value from plain text.
     *
     * @param where names the place in a refusal, as in {@code Problem.Invalid}
     */
    public abstract T parse(String text, String where);

    @Override
    public final Schema schema() {
        return schema;
    }

    /** The schema where this value stands in for an absent one. */
    public final Schema schema(T otherwise) {
        return schema.with(Map.of("default", Objects.requireNonNull(Json.parse(Json.text(this, otherwise)))));
    }

    @Override
    public final Scalar<T> about(String description) {
        return new Mapped<>(this, schema.about(description), Function.identity(), Function.identity());
    }

    /**
     * The same on the wire, a type of its own in the code.
     *
     * @param make its IllegalArgumentException is a refusal, with its message
     */
    public final <U> Scalar<U> as(Function<T, U> make, Function<U, T> unmake) {
        return new Mapped<>(this, schema, make, unmake);
    }

    private static final class Mapped<S, T> extends Scalar<T> {
        private final Scalar<S> wire;
        private final Function<S, T> make;
        private final Function<T, S> unmake;

        Mapped(Scalar<S> wire, Schema schema, Function<S, T> make, Function<T, S> unmake) {
            super(schema);
            this.wire = wire;
            this.make = make;
            this.unmake = unmake;
        }

        @Override
        public T read(JsonInput in) {
            return make(wire.read(in), in::pointer);
        }

        @Override
        public T parse(String text, String where) {
            return make(wire.parse(text, where), () -> where);
        }

        @Override
        public void write(JsonOutput out, T value) {
            wire.write(out, unmake.apply(value));
        }

        private T make(S value, Supplier<String> where) {
            try {
                return make.apply(value);
            } catch (IllegalArgumentException e) {
                @Nullable String message = e.getMessage();
                throw ProblemException.invalid(where.get(), Objects.requireNonNullElse(message, "not allowed"));
            }
        }
    }
}
