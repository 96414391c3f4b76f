package dev.taskwright.platform.operation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The whole table, in the order of the documents. */
public final class Operations {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9]*");

    private final List<Operation> all;

    /** @throws IllegalStateException naming every mistake in the table */
    public Operations(List<Operation> all) {
        this.all = List.copyOf(all);
        List<String> mistakes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (Operation operation : all) {
            check(operation, mistakes);
            if (!ids.add(operation.id())) {
                mistakes.add(operation + ": the id is taken");
            }
            if (!addresses.add(address(operation))) {
                mistakes.add(operation + ": method and path are taken");
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("The table of operations is wrong:\n" + String.join("\n", mistakes));
        }
    }

    public List<Operation> all() {
        return all;
    }

    /** Paths that differ only in the names of their parameters, or in a trailing slash, are the same address. */
    private static String address(Operation operation) {
        return operation.method() + " "
                + VARIABLE.matcher(String.join("/", operation.segments())).replaceAll("{}");
    }

    private static void check(Operation operation, List<String> mistakes) {
        if (!ID.matcher(operation.id()).matches()) {
            mistakes.add(operation + ": an id is a word in camel case");
        }
        if (!operation.path().startsWith("/")) {
            mistakes.add(operation + ": a path starts with a slash");
        }
        if (operation.tag().isBlank() || operation.summary().isBlank()) {
            mistakes.add(operation + ": tag and summary are missing");
        }
        if (!variables(operation).equals(declared(operation))) {
            mistakes.add("%s: the path names %s, but %s are declared"
                    .formatted(operation, variables(operation), declared(operation)));
        }
        long bodies = operation.parts().stream()
                .filter(part -> part instanceof Body || part instanceof RawBody)
                .count();
        if (bodies > 1 || (bodies == 1 && !operation.method().hasBody())) {
            mistakes.add(operation + ": " + bodies + " bodies with " + operation.method());
        }
        Set<String> queries =
                operation.queryParams().stream().map(QueryParam::name).collect(Collectors.toSet());
        if (queries.size() < operation.queryParams().size()) {
            mistakes.add(operation + ": a query parameter is declared twice");
        }
    }

    private static List<String> variables(Operation operation) {
        return VARIABLE.matcher(operation.path())
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
    }

    private static List<String> declared(Operation operation) {
        return operation.pathParams().stream().map(PathParam::name).sorted().toList();
    }
}
