package dev.taskwright.platform.operation;

import dev.taskwright.base.Scope;
import java.util.List;

/** Everything about an operation but what it answers and does. */
record OperationFacts(
        Method method,
        String id,
        String path,
        Scope scope,
        String tag,
        String summary,
        String details,
        List<String> refusals,
        List<Part<?>> parts,
        Need need,
        boolean isExtension) {
    OperationFacts {
        refusals = List.copyOf(refusals);
        parts = List.copyOf(parts);
    }
}
