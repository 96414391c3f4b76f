package dev.taskwright.platform.operation;

import dev.taskwright.platform.json.In;

/**
 * The JSON body.
 *
 * @param example a body as people would send it, in plain values; shown in the documents and used by the tests
 */
public record Body<T>(In<T> shape, Object example) implements Part<T> {
    public Body {
        example = shape.schema().ordered(example);
    }

    public static <T> Body<T> body(In<T> shape, Object example) {
        return new Body<>(shape, example);
    }
}
