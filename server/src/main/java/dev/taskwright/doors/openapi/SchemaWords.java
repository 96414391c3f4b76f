package dev.taskwright.doors.openapi;

import dev.taskwright.doors.openapi.Reference.Row;
import dev.taskwright.platform.json.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a schema asks for, in words that people read. */
final class SchemaWords {
    private SchemaWords() {}

    /** Every property of an object and of the objects in it, in their order. */
    static List<Row> rows(Schema schema) {
        List<Row> rows = new ArrayList<>();
        collect("", schema, rows);
        return rows;
    }

    static Row row(String name, Schema schema, boolean required) {
        return new Row(name, words(schema), required, text(schema, "description"));
    }

    private static void collect(String prefix, Schema schema, List<Row> rows) {
        Schema inner = innermost(schema);
        List<?> required = inner.facts().get("required") instanceof List<?> names ? names : List.of();
        if (inner.facts().get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                if (property instanceof Schema part) {
                    String path = prefix + name + (isArray(part) ? "[]" : "");
                    rows.add(row(path, part, required.contains(name)));
                    collect(path + ".", part, rows);
                }
            });
        }
    }

    /** The schema of an array's elements, of a described use of a named schema, or the schema itself. */
    private static Schema innermost(Schema schema) {
        if (schema.facts().get("items") instanceof Schema items) {
            return innermost(items);
        }
        if (schema.facts().get("allOf") instanceof List<?> parts && parts.getFirst() instanceof Schema part) {
            return innermost(part);
        }
        return schema;
    }

    private static boolean isArray(Schema schema) {
        return schema.facts().containsKey("items");
    }

    private static String words(Schema schema) {
        Map<String, Object> facts = schema.facts();
        List<String> words = new ArrayList<>();
        if (facts.get("enum") instanceof List<?> options) {
            words.add(options.stream().map(String::valueOf).collect(Collectors.joining(" | ")));
        } else {
            words.add(type(schema));
        }
        range(words, facts, "minLength", "maxLength", " characters");
        range(words, facts, "minItems", "maxItems", " elements");
        range(words, facts, "minimum", "maximum", "");
        if (facts.containsKey("pattern")) {
            words.add("one line");
        }
        if (facts.containsKey("default")) {
            words.add("default " + facts.get("default"));
        }
        return String.join(", ", words);
    }

    private static String type(Schema schema) {
        if (schema.facts().get("items") instanceof Schema items) {
            return "list of " + type(items) + "s";
        }
        @Nullable Object type = innermost(schema).facts().get("type");
        return switch (type) {
            case null -> "anything";
            case List<?> either -> either.stream().map(String::valueOf).collect(Collectors.joining(" or "));
            default -> type.toString();
        };
    }

    private static void range(List<String> words, Map<String, Object> facts, String min, String max, String unit) {
        @Nullable Object least = facts.get(min);
        @Nullable Object most = facts.get(max);
        if (least != null && most != null) {
            words.add(least + " to " + most + unit);
        } else if (most != null) {
            words.add("at most " + most + unit);
        } else if (least != null) {
            words.add("at least " + least + unit);
        }
    }

    private static String text(Schema schema, String keyword) {
        return schema.facts().get(keyword) instanceof String text ? text : "";
    }
}
