package dev.taskwright.platform.operation;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parameter in the query. An empty one counts as absent; one given twice is refused. */
public final class QueryParam<T extends @Nullable Object> implements Part<T> {
    private final String name;
    private final Scalar<? extends T> shape;
    private final Schema schema;
    private final boolean required;
    private final @Nullable T otherwise;

    private QueryParam(String name, Scalar<? extends T> shape, Schema schema, boolean required, @Nullable T otherwise) {
        this.name = name;
        this.shape = shape;
        this.schema = schema;
        this.required = required;
        this.otherwise = otherwise;
    }

    /** Must be there. */
    public static <T> QueryParam<T> required(String name, Scalar<T> shape) {
        return new QueryParam<>(name, shape, shape.schema(), true, null);
    }

    /** Null when absent. */
    public static <T> QueryParam<@Nullable T> query(String name, Scalar<T> shape) {
        return new QueryParam<@Nullable T>(name, shape, shape.schema(), false, null);
    }

    /** {@code otherwise} when absent. */
    public static <T> QueryParam<T> query(String name, Scalar<T> shape, T otherwise) {
        return new QueryParam<>(name, shape, shape.schema(otherwise), false, otherwise);
    }

    public String name() {
        return name;
    }

    public boolean isRequired() {
        return required;
    }

    /** With its default, when it has one. */
    public Schema schema() {
        return schema;
    }

    /** Reads the decoded values; {@code Problem.Invalid} under the pointer {@code ?name}. */
    @SuppressWarnings("NullAway") // what is not required has its stand-in, which may be null where T says so
    public T read(List<String> values) {
        List<String> given = values.stream().filter(v -> !v.isEmpty()).toList();
        if (given.isEmpty() && required) {
            throw ProblemException.invalid("?" + name, "is required");
        }
        return switch (given.size()) {
            case 0 -> otherwise;
            case 1 -> shape.parse(given.getFirst(), "?" + name);
            default -> throw ProblemException.invalid("?" + name, "must be given once");
        };
    }
}
