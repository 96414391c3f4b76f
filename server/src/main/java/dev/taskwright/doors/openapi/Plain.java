package dev.taskwright.doors.openapi;

import dev.taskwright.platform.json.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Schemas as plain values. Named ones go to the document's components and leave a reference behind. */
final class Plain {
    private final Map<String, Object> components = new TreeMap<>();

    /** What was named so far, by name. */
    Map<String, Object> components() {
        return components;
    }

    @Nullable
    Object of(@Nullable Object value) {
        return switch (value) {
            case Schema schema when schema.name() == null -> of(schema.facts());
            case Schema schema -> reference(schema);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((name, part) -> plain.put(String.valueOf(name), of(part)));
                yield plain;
            }
            case List<?> list ->
                list.stream()
                        .map(part -> part instanceof Schema ? of(part) : part)
                        .toList();
            case null, default -> value;
        };
    }

    private Map<String, Object> reference(Schema schema) {
        String name = String.valueOf(schema.name());
        @Nullable Object before = components.get(name);
        @Nullable Object now = of(schema.facts());
        if (now == null || (before != null && !before.equals(now))) {
            throw new IllegalStateException("Two different schemas are called " + name);
        }
        components.put(name, now);
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** A map of these names and values, in this order. */
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
