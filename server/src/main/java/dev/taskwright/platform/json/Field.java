package dev.taskwright.platform.json;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A property of an object that is read. Made by {@link Shapes#required} and its siblings; its value is asked of
 * {@link Fields} by the same object.
 */
public final class Field<T extends @Nullable Object> {
    private final String name;
    private final In<? extends T> shape;
    private final boolean required;
    private final boolean nullable;
    private final @Nullable T otherwise;

    Field(String name, In<? extends T> shape, boolean required, boolean nullable, @Nullable T otherwise) {
        this.name = name;
        this.shape = shape;
        this.required = required;
        this.nullable = nullable;
        this.otherwise = otherwise;
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
        Schema schema = nullable ? shape.schema().orNull() : shape.schema();
        return otherwise == null ? schema : schema.with(Map.of("default", wire(otherwise)));
    }

    /** The default as it would be sent. */
    @SuppressWarnings("unchecked") // a default is a value of the shape
    private Object wire(Object value) {
        if (!(shape instanceof Scalar<?> scalar)) {
            throw new IllegalArgumentException(name + ": only a scalar can have a default");
        }
        return Objects.requireNonNull(Json.parse(Json.text((Scalar<Object>) scalar, value)));
    }
}
