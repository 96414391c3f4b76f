package dev.taskwright.doors.rest;

import dev.taskwright.platform.operation.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods of HTTP and those of the table. */
final class Methods {
    private Methods() {}

    /** HEAD asks for what GET would answer. Empty for a method that no operation has. */
    static Optional<Method> of(ServerRequest request) {
        String name = request.prologue().method().text();
        return switch (name) {
            case "HEAD" -> Optional.of(Method.GET);
            case "GET", "POST", "PUT", "PATCH", "DELETE" -> Optional.of(Method.valueOf(name));
            default -> Optional.empty();
        };
    }

    static boolean isHead(ServerRequest request) {
        return request.prologue().method().equals(io.helidon.http.Method.HEAD);
    }

    static boolean isOptions(ServerRequest request) {
        return request.prologue().method().equals(io.helidon.http.Method.OPTIONS);
    }

    /** The value of {@code Allow} where these are answered. */
    static String allow(Set<Method> methods) {
        List<String> names = new ArrayList<>();
        methods.forEach(method -> names.add(method.name()));
        if (methods.contains(Method.GET)) {
            names.add("HEAD");
        }
        names.add("OPTIONS");
        return String.join(", ", names);
    }
}
