package dev.taskwright.acceptance.harness;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A committed OpenAPI document, as the measure of what the server answers. */
public final class Contract {
    public static final Contract V1 = new Contract(Json.parse(Checkout.text("api/openapi-v1.json")));

    private final JsonNode document;
    private final SchemaCheck schemas;

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas = new SchemaCheck(document);
    }

    public JsonNode document() {
        return document;
    }

    /** @throws AssertionError when the document does not allow this answer */
    void require(String method, String pathAndQuery, int status, JsonNode body) {
        String path = pathAndQuery.split("\\?", 2)[0];
        List<JsonNode> schema = operation(method, path).stream()
                .flatMap(operation -> answer(operation, status).stream())
                .toList();
        JsonNode measure = schema.isEmpty() ? document.at("/components/schemas/Error") : schema.getFirst();
        List<String> offences = schemas.offences(measure, body);
        if (!offences.isEmpty()) {
            throw new AssertionError(
                    method + " " + path + " answered " + status + " against the contract: " + offences + " in " + body);
        }
    }

    private Optional<JsonNode> operation(String method, String path) {
        return document.path("paths").properties().stream()
                .filter(entry -> matches(entry.getKey(), path))
                // A template with fewer braces is the more exact one.
                .sorted((a, b) -> Long.compare(braces(a.getKey()), braces(b.getKey())))
                .map(entry -> entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private boolean matches(String template, String path) {
        String pattern = Stream.of(
                        withoutSlash(template.replaceFirst("^/api/v1", "")).split("/", -1))
                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .reduce((a, b) -> a + "/" + b)
                .orElse("");
        return withoutSlash(path).matches(pattern);
    }

    private static String withoutSlash(String path) {
        return path.replaceFirst("/$", "");
    }

    private static long braces(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    private Optional<JsonNode> answer(JsonNode operation, int status) {
        JsonNode responses = operation.path("responses");
        return Stream.of(String.valueOf(status), status / 100 + "XX", "default")
                .map(responses::path)
                .filter(JsonNode::isObject)
                .map(schemas::resolve)
                .map(response ->
                        response.path("content").path("application/json").path("schema"))
                .filter(JsonNode::isObject)
                .findFirst();
    }
}
