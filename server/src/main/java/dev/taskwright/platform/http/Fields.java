package dev.taskwright.platform.http;

import dev.taskwright.base.ProblemException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Named values as they came in a form or a query, in their order, repetitions kept. */
public final class Fields {
    private final Map<String, List<String>> values;

    private Fields(Map<String, List<String>> values) {
        this.values = values;
    }

    public static Fields of(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return new Fields(Collections.unmodifiableMap(copy));
    }

    /** The first value, empty when the field is absent. A present field may be the empty string. */
    public Optional<String> first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** The first value, or the empty string. */
    public String text(String name) {
        return first(name).orElse("");
    }

    /**
     * The only value.
     *
     * @throws ProblemException {@code Invalid} at {@code name} when it is given more than once
     */
    public Optional<String> one(String name) {
        if (isRepeated(name)) {
            throw ProblemException.invalid(name, name + " is given more than once");
        }
        return first(name);
    }

    /**
     * The only value.
     *
     * @throws ProblemException {@code Invalid} at {@code name} when it is absent or given more than once
     */
    public String required(String name) {
        return one(name).orElseThrow(() -> ProblemException.invalid(name, name + " is missing"));
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean isRepeated(String name) {
        return all(name).size() > 1;
    }

    /** In the order of their first appearance. */
    public Set<String> names() {
        return values.keySet();
    }
}
