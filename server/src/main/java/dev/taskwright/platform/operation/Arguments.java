package dev.taskwright.platform.operation;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one request told an operation: every part read and checked. */
public final class Arguments {
    private final List<Part<?>> parts;
    private final @Nullable Object[] values;

    private Arguments(List<Part<?>> parts, @Nullable Object[] values) {
        this.parts = parts;
        this.values = values;
    }

    /** Reads the operation's parts in their order; {@code reading} answers a value of its part's type. */
    public static Arguments of(Operation operation, Function<Part<?>, @Nullable Object> reading) {
        List<Part<?>> parts = operation.parts();
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = reading.apply(parts.get(i));
        }
        return new Arguments(parts, values);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a slot holds what its own part read
    public <T extends @Nullable Object> T get(Part<T> part) {
        for (int i = 0; i < values.length; i++) {
            if (parts.get(i).equals(part)) {
                return (T) values[i];
            }
        }
        throw new IllegalArgumentException("the operation does not take " + part);
    }
}
