package dev.taskwright.doors.rest;

import dev.taskwright.platform.operation.Method;
import dev.taskwright.platform.operation.Operation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a method and path. A segment spelled out wins over a parameter. */
final class Routes {
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Operation> operations = new EnumMap<>(Method.class);
        private @Nullable Node variable;

        Node child(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment, s -> new Node());
            }
            Node child = variable == null ? new Node() : variable;
            variable = child;
            return child;
        }
    }

    private final Node root = new Node();

    Routes(List<Operation> operations) {
        for (Operation operation : operations) {
            Node node = root;
            for (String segment : operation.segments()) {
                node = node.child(segment);
            }
            node.operations.put(operation.method(), operation);
        }
    }

    Optional<Operation> find(Method method, List<String> path) {
        return Optional.ofNullable(find(root, method, path));
    }

    private static @Nullable Operation find(Node node, Method method, List<String> path) {
        if (path.isEmpty()) {
            return node.operations.get(method);
        }
        List<String> rest = path.subList(1, path.size());
        @Nullable Node literal = node.literals.get(path.getFirst());
        @Nullable Operation found = literal == null ? null : find(literal, method, rest);
        if (found == null && node.variable != null && !path.getFirst().isEmpty()) {
            return find(node.variable, method, rest);
        }
        return found;
    }

    /** The methods that something answers at this path; none when nothing is there. */
    Set<Method> methods(List<String> path) {
        Set<Method> methods = EnumSet.noneOf(Method.class);
        for (Method method : Method.values()) {
            if (find(root, method, path) != null) {
                methods.add(method);
            }
        }
        return methods;
    }
}
