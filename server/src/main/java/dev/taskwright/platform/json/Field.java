package dev.taskwright.platform.json;

import org.jspecify.annotations.Nullable;

/**
 * A property of an object that is read. Made by {@link Shapes#required} and its siblings; its value is asked of
 * {@link Fields} by the same object.
 */
public final class Field<T extends @Nullable Object> {
    private final String name;
    private final In<? extends T> shape;
    private final Schema schema;
    private final boolean required;
    private final boolean nullable;
    private final @Nullable T otherwise;

    /** Without a default. */
    Field(String name, In<? extends T> shape, boolean required, boolean nullable) {
        this(name, shape, shape.schema(), required, nullable, null);
    }

    private Field(
            String name,
            In<? extends T> shape,
            Schema schema,
            boolean required,
            boolean nullable,
            @Nullable T otherwise) {
        this.name = name;
        this.shape = shape;
        this.schema = schema;
        this.required = required;
        this.nullable = nullable;
        this.otherwise = otherwise;
    }

    static <T> Field<T> withDefault(String name, Scalar<T> shape, T otherwise) {
        return new Field<>(name, shape, shape.schema(otherwise), false, false, otherwise);
    }

    public String name() {
        return name;
    }

    boolean isRequired() {
        return required;
    }

    @Nullable
    T otherwise() {
        return otherwise;
    }

    @Nullable
    T read(JsonInput in) {
        if (in.isNull()) {
            if (!nullable) {
                throw in.invalid("must not be null");
            }
            return null;
        }
        return shape.read(in);
    }

    Schema schema() {
        return nullable ? schema.orNull() : schema;
    }
}
