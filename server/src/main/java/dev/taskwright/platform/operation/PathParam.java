package dev.taskwright.platform.operation;

import dev.taskwright.platform.json.Scalar;

/** A parameter in the path, always there: {@code {projectId}}. */
public record PathParam<T>(String name, Scalar<T> shape) implements Part<T> {
    public static <T> PathParam<T> path(String name, Scalar<T> shape) {
        return new PathParam<>(name, shape);
    }

    /** Reads the decoded path segment; {@code Problem.Invalid} under the pointer {@code {name}}. */
    public T read(String segment) {
        return shape.parse(segment, "{" + name + "}");
    }
}
