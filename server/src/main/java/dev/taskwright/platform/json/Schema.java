package dev.taskwright.platform.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (2020-12) of a shape.
 *
 * @param name what a document calls it, or null to write it where it stands
 * @param facts keyword to value: text, number, boolean, list, map or a further schema
 */
public record Schema(@Nullable String name, Map<String, Object> facts) {
    public Schema {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    static Schema of(String type) {
        return new Schema(null, Map.of("type", type));
    }

    static Schema array(Schema items) {
        return of("array").with(Map.of("items", items));
    }

    /** An object; names the properties that are always there. */
    static Schema object(@Nullable String name, Map<String, Schema> properties, List<String> required) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", "object");
        facts.put("properties", Collections.unmodifiableMap(new LinkedHashMap<>(properties)));
        if (!required.isEmpty()) {
            facts.put("required", List.copyOf(required));
        }
        return new Schema(name, facts);
    }

    Schema with(Map<String, ?> more) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new Schema(name, all);
    }

    Schema about(String description) {
        return name == null ? with(Map.of("description", description)) : around(Map.of("description", description));
    }

    Schema orNull() {
        if (name != null || !(facts.get("type") instanceof String type)) {
            return new Schema(null, Map.of("anyOf", List.of(this, of("null"))));
        }
        Schema either = with(Map.of("type", List.of(type, "null")));
        if (!(facts.get("enum") instanceof List<?> words)) {
            return either;
        }
        List<@Nullable Object> wordsOrNull = new ArrayList<>(words);
        wordsOrNull.add(null);
        return either.with(Map.of("enum", Collections.unmodifiableList(wordsOrNull)));
    }

    /** The same plain value with the properties of its objects in the order in which they are declared. */
    public Object ordered(Object example) {
        if (example instanceof List<?> list && facts.get("items") instanceof Schema items) {
            return list.stream().map(items::ordered).toList();
        }
        if (example instanceof Map<?, ?> given && facts.get("anyOf") instanceof List<?> kinds) {
            return kinds.stream()
                    .map(Schema.class::cast)
                    .filter(kind -> kind.isKindOf(given))
                    .findFirst()
                    .map(kind -> kind.ordered(example))
                    .orElse(example);
        }
        if (example instanceof Map<?, ?> given && facts.get("additionalProperties") instanceof Schema value) {
            Map<Object, Object> sorted = new TreeMap<>();
            given.forEach((name, one) -> sorted.put(name, value.ordered(one)));
            return sorted;
        }
        if (!(example instanceof Map<?, ?> given) || !(facts.get("properties") instanceof Map<?, ?> declared)) {
            return example;
        }
        Map<Object, Object> ordered = new LinkedHashMap<>();
        declared.forEach((name, property) -> {
            @Nullable Object value = given.get(name);
            if (property instanceof Schema schema && value != null) {
                ordered.put(name, schema.ordered(value));
            }
        });
        return ordered;
    }

    /** Whether this is the one of several kinds that the object's word for its type names. */
    private boolean isKindOf(Map<?, ?> given) {
        return facts.get("properties") instanceof Map<?, ?> declared
                && declared.get("type") instanceof Schema type
                && type.facts().get("enum") instanceof List<?> words
                && words.contains(given.get("type"));
    }

    /** A named schema keeps its name; what is said about this use of it stands beside the reference. */
    private Schema around(Map<String, Object> beside) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("allOf", List.of(this));
        facts.putAll(beside);
        return new Schema(null, facts);
    }
}
