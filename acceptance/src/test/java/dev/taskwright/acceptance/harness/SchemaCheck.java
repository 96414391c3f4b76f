package dev.taskwright.acceptance.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * JSON Schema as far as our documents use it. A keyword it does not know is an offence, so that a document cannot outgrow
 * its measure unnoticed. Properties that a schema does not name are offences too: the contract lists what is answered.
 */
final class SchemaCheck {
    private static final Set<String> SILENT = Set.of(
            "description",
            "title",
            "example",
            "examples",
            "default",
            "format",
            "deprecated",
            "readOnly",
            "x-taskwright");

    private final JsonNode document;

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    List<String> offences(JsonNode schema, JsonNode value) {
        List<String> offences = new ArrayList<>();
        check(schema, value, "", offences);
        return offences;
    }

    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolve(document.at(reference.substring(1)));
    }

    private void check(JsonNode given, JsonNode value, String at, List<String> offences) {
        JsonNode schema = resolve(given);
        if (schema.isMissingNode()) {
            offences.add(at + ": the document has no schema here");
            return;
        }
        for (var keyword : schema.properties()) {
            String offence = SILENT.contains(keyword.getKey())
                    ? null
                    : offence(keyword.getKey(), keyword.getValue(), schema, value, at, offences);
            if (offence != null) {
                offences.add((at.isEmpty() ? "/" : at) + ": " + offence);
            }
        }
    }

    private String offence(
            String keyword, JsonNode rule, JsonNode schema, JsonNode value, String at, List<String> offences) {
        return switch (keyword) {
            case "type" -> list(rule).stream().anyMatch(type -> isA(type.asString(), value)) ? null : "not a " + rule;
            case "enum" -> list(rule).contains(value) ? null : "not one of " + rule;
            case "const" -> rule.equals(value) ? null : "not " + rule;
            case "maxLength" -> !value.isString() || length(value) <= rule.asInt() ? null : "longer than " + rule;
            case "minLength" -> !value.isString() || length(value) >= rule.asInt() ? null : "shorter than " + rule;
            case "pattern" ->
                !value.isString()
                                || Pattern.compile(rule.asString())
                                        .matcher(value.asString())
                                        .find()
                        ? null
                        : "does not match " + rule;
            case "minimum" -> !value.isNumber() || value.asDouble() >= rule.asDouble() ? null : "below " + rule;
            case "maximum" -> !value.isNumber() || value.asDouble() <= rule.asDouble() ? null : "above " + rule;
            case "minItems" -> !value.isArray() || value.size() >= rule.asInt() ? null : "fewer than " + rule;
            case "maxItems" -> !value.isArray() || value.size() <= rule.asInt() ? null : "more than " + rule;
            case "required" -> missing(rule, value);
            case "properties" -> properties(rule, schema, value, at, offences);
            case "additionalProperties" -> null;
            case "items" -> items(rule, value, at, offences);
            case "anyOf", "oneOf" -> fits(rule, value) > 0 ? null : "fits none of " + keyword;
            case "allOf" -> all(rule, value, at, offences);
            default -> "the document uses the keyword " + keyword;
        };
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static String missing(JsonNode names, JsonNode value) {
        List<String> missing = list(names).stream()
                .map(JsonNode::asString)
                .filter(name -> value.isObject() && !value.has(name))
                .toList();
        return missing.isEmpty() ? null : "lacks " + missing;
    }

    private String properties(JsonNode rules, JsonNode schema, JsonNode value, String at, List<String> offences) {
        boolean open = schema.path("additionalProperties").isObject()
                || schema.path("additionalProperties").asBoolean(false);
        for (var property : value.properties()) {
            String place = at + "/" + property.getKey();
            if (rules.has(property.getKey())) {
                check(rules.path(property.getKey()), property.getValue(), place, offences);
            } else if (!open) {
                offences.add(place + ": the document does not mention it");
            }
        }
        return null;
    }

    private String items(JsonNode rule, JsonNode value, String at, List<String> offences) {
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(rule, value.get(i), at + "/" + i, offences);
        }
        return null;
    }

    private String all(JsonNode rules, JsonNode value, String at, List<String> offences) {
        list(rules).forEach(rule -> check(rule, value, at, offences));
        return null;
    }

    private long fits(JsonNode rules, JsonNode value) {
        return list(rules).stream()
                .filter(rule -> offences(rule, value).isEmpty())
                .count();
    }

    private static int length(JsonNode text) {
        return text.asString().codePointCount(0, text.asString().length());
    }

    private static List<JsonNode> list(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }
}
