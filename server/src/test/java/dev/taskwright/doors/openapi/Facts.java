package dev.taskwright.doors.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON Schema, of OpenAPI 3.0 or 3.1, taken apart into what it says of each property: comparable across both. */
record Facts(Set<String> types, @Nullable Set<Object> options, Map<String, Object> limits, boolean required) {
    private static final Map<String, String> NULL = Map.of("type", "null");
    private static final List<String> LIMITS =
            List.of("maximum", "minimum", "maxLength", "minLength", "maxItems", "minItems", "default");

    /** By path: {@code tasks[].content}; the schema itself is at the empty path. */
    static Map<String, Facts> of(Object schema, Map<?, ?> named) {
        Map<String, Facts> all = new TreeMap<>();
        collect("", merged(schema, named), true, named, all);
        return all;
    }

    private static void collect(
            String path, Map<String, Object> schema, boolean required, Map<?, ?> named, Map<String, Facts> all) {
        Map<String, Object> limits = new TreeMap<>();
        LIMITS.stream().filter(schema::containsKey).forEach(limit -> limits.put(limit, schema.get(limit)));
        Set<Object> options = schema.get("enum") instanceof List<?> list ? new LinkedHashSet<>(list) : null;
        if (options != null) {
            options.remove(null);
        }
        all.put(path, new Facts(types(schema, options), options, limits, required));
        if (schema.get("items") instanceof Map<?, ?> items) {
            collect(path + "[]", merged(items, named), true, named, all);
        }
        List<?> needed = schema.get("required") instanceof List<?> list ? list : List.of();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> collect(
                    path.isEmpty() ? "" + name : path + "." + name,
                    merged(property, named),
                    needed.contains(name),
                    named,
                    all));
        }
    }

    private static Set<String> types(Map<String, Object> schema, @Nullable Set<Object> options) {
        Set<String> types = new LinkedHashSet<>();
        Object type = schema.get("type");
        if (type instanceof List<?> several) {
            several.forEach(one -> types.add("" + one));
        } else if (type != null) {
            types.add(type.toString());
        } else if (options != null) {
            types.add("string");
        }
        if (Boolean.TRUE.equals(schema.get("nullable"))) {
            types.add("null");
        }
        return types;
    }

    /** References followed; {@code allOf} put together; of {@code anyOf}, what any branch allows. */
    private static Map<String, Object> merged(Object schema, Map<?, ?> named) {
        Map<String, Object> merged = new LinkedHashMap<>();
        if (!(schema instanceof Map<?, ?> map)) {
            return merged;
        }
        if (map.get("$ref") instanceof String reference) {
            return merged(target(reference, named), named);
        }
        map.forEach((keyword, value) -> merged.put("" + keyword, value));
        if (merged.remove("allOf") instanceof List<?> parts) {
            parts.forEach(part -> merge(merged, merged(part, named), true));
        }
        if (merged.remove("anyOf") instanceof List<?> all) {
            List<?> branches =
                    all.stream().filter(branch -> !NULL.equals(branch)).toList();
            if (branches.size() < all.size()) {
                merged.put("nullable", true);
            }
            Map<String, Object> either = merged(branches.getFirst(), named);
            branches.subList(1, branches.size()).forEach(branch -> merge(either, merged(branch, named), false));
            merge(merged, either, true);
        }
        return merged;
    }

    /** The contract's own document has references that count from the schema in which they stand. */
    private static @Nullable Object target(String reference, Map<?, ?> named) {
        if (!reference.startsWith("#/properties/")) {
            return named.get(reference.substring(reference.lastIndexOf('/') + 1));
        }
        return named.values().stream()
                .map(schema -> at(schema, List.of(reference.substring(2).split("/"))))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object at(@Nullable Object schema, List<String> path) {
        Object place = schema;
        for (String step : path) {
            place = switch (place) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
                case null, default -> null;
            };
        }
        return place;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> more, boolean both) {
        more.forEach((keyword, value) -> into.merge(keyword, value, (one, other) -> switch (keyword) {
            case "properties" -> properties(one, other);
            case "required" -> both ? union(one, other) : intersection(one, other);
            case "enum" -> union(one, other);
            default -> other;
        }));
        if (!both) {
            into.keySet().removeIf(keyword -> keyword.equals("required") && !more.containsKey("required"));
        }
    }

    private static Map<String, Object> properties(Object one, Object other) {
        Map<String, Object> all = new LinkedHashMap<>();
        ((Map<?, ?>) one).forEach((name, property) -> all.put("" + name, property));
        ((Map<?, ?>) other).forEach((name, property) -> all.merge("" + name, property, Facts::either));
        return all;
    }

    /** A property that two branches describe: it may be null if one says so, and any of all the words. */
    private static Object either(Object one, Object other) {
        if (Stream.of("properties", "anyOf", "$ref")
                .anyMatch(part -> ((Map<?, ?>) one).containsKey(part) || ((Map<?, ?>) other).containsKey(part))) {
            return Map.of("anyOf", List.of(one, other));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        ((Map<?, ?>) one).forEach((keyword, value) -> all.put("" + keyword, value));
        boolean isOpen = !((Map<?, ?>) one).containsKey("enum") || !((Map<?, ?>) other).containsKey("enum");
        ((Map<?, ?>) other)
                .forEach((keyword, value) ->
                        all.merge("" + keyword, value, (a, b) -> keyword.equals("enum") ? union(a, b) : b));
        if (isOpen) {
            all.remove("enum");
        }
        return all;
    }

    private static List<Object> union(Object one, Object other) {
        Set<Object> all = new LinkedHashSet<>((List<?>) one);
        all.addAll((List<?>) other);
        return new ArrayList<>(all);
    }

    private static List<Object> intersection(Object one, Object other) {
        List<Object> both = new ArrayList<>((List<?>) one);
        both.retainAll((List<?>) other);
        return both;
    }
}
