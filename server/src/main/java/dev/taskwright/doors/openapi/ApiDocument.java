package dev.taskwright.doors.openapi;

import static dev.taskwright.doors.openapi.Plain.ordered;

import dev.taskwright.base.Scope;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Schema;
import dev.taskwright.platform.operation.Answer;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Failure;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of operations as an OpenAPI 3.1 document in plain values, the same on every server of one version. */
final class ApiDocument {
    private static final String TITLE = "Taskwright REST API";
    private static final String DESCRIPTION = """
            Workspaces, folders, projects and task trees. Every answer is JSON with `ok`; a success carries `item` or \
            `items`, an error `message`, `code` and `statusMessage`. Paths are answered with and without a slash at \
            the end. Unknown query parameters are ignored; so are unknown properties of a body, unless the request \
            says `Prefer: handling=strict`.""";
    private static final String REFUSED = """
            Refused, and nothing was changed. 400: what was sent breaks a rule, and the message says where. 401: no \
            valid token. 403: not allowed. 404: no such thing, or not for you to see. 405: no such method here. 409: \
            it contradicts the present state. 413: too large. 415: not JSON. 429: too often.""";
    private static final String FAILED =
            "Failed. 500: a fault of the server. 503: the server is busy, try again after `Retry-After` seconds.";

    private static final String RECENT =
            "A server can be set to answer 401 when the person behind an app's token has not signed in recently.";

    private final Plain plain = new Plain();

    /** The server's own, as SPDX calls it. */
    private static final Map<String, Object> LICENSE =
            ordered("name", "Apache License 2.0", "identifier", "Apache-2.0");

    private ApiDocument() {}

    /** {@code root} is the path below which the operations are served. */
    static Map<String, Object> of(Operations operations, String root) {
        return new ApiDocument().document(operations, root);
    }

    private Map<String, Object> document(Operations operations, String root) {
        Map<String, Object> paths = paths(operations);
        Map<String, Object> responses = ordered("Refused", failure(REFUSED), "Failed", failure(FAILED));
        Map<String, Object> components =
                ordered("securitySchemes", securitySchemes(), "responses", responses, "schemas", plain.components());
        return ordered(
                "openapi",
                "3.1.0",
                "info",
                ordered("title", TITLE, "version", "1.0.0", "description", DESCRIPTION, "license", LICENSE),
                "servers",
                List.of(Map.of("url", root)),
                "tags",
                tags(operations),
                "paths",
                paths,
                "components",
                components);
    }

    private static List<Object> tags(Operations operations) {
        return operations.all().stream()
                .map(Operation::tag)
                .distinct()
                .<Object>map(tag -> Map.of("name", tag))
                .toList();
    }

    private Map<String, Object> paths(Operations operations) {
        Map<String, Map<String, Object>> byPath = new LinkedHashMap<>();
        for (Operation operation : operations.all()) {
            byPath.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method().name().toLowerCase(Locale.ROOT), operation(operation));
        }
        return new LinkedHashMap<>(byPath);
    }

    private Map<String, Object> operation(Operation operation) {
        Map<String, Object> facts = ordered(
                "operationId", operation.id(), "tags", List.of(operation.tag()), "summary", operation.summary());
        String description = description(operation);
        if (!description.isEmpty()) {
            facts.put("description", description);
        }
        if (operation.isExtension()) {
            facts.put("x-taskwright", true);
        }
        if (!operation.need().isAnybody()) {
            facts.put(
                    "x-least-role",
                    operation.need().role() + " in the " + operation.need().where());
        }
        facts.put("security", security(operation.scope()));
        List<Object> parameters = parameters(operation);
        if (!parameters.isEmpty()) {
            facts.put("parameters", parameters);
        }
        operation.body().ifPresent(body -> facts.put("requestBody", requestBody(body)));
        operation.rawBody().ifPresent(raw -> facts.put("requestBody", requestBody(raw)));
        Map<String, Object> responses =
                ordered("200", ordered("description", "Done", "content", content(operation.answer())));
        responses.put("4XX", Map.of("$ref", "#/components/responses/Refused"));
        responses.put("5XX", Map.of("$ref", "#/components/responses/Failed"));
        facts.put("responses", responses);
        return facts;
    }

    private static String description(Operation operation) {
        List<String> sentences = new ArrayList<>();
        if (!operation.details().isEmpty()) {
            sentences.add(operation.details());
        }
        if (operation.need().asksForSignIn()) {
            sentences.add(RECENT);
        }
        operation.refusals().forEach(rule -> sentences.add("Refused with 400 when " + rule + "."));
        return String.join(" ", sentences);
    }

    private static List<Object> security(Scope scope) {
        return List.of(Map.of("token", List.of()), Map.of("oauth", List.of(scope.value())));
    }

    private List<Object> parameters(Operation operation) {
        List<Object> parameters = new ArrayList<>();
        for (PathParam<?> param : operation.pathParams()) {
            parameters.add(parameter(param.name(), "path", true, param.shape().schema()));
        }
        for (QueryParam<?> param : operation.queryParams()) {
            parameters.add(parameter(param.name(), "query", param.isRequired(), param.schema()));
        }
        return parameters;
    }

    private Map<String, Object> parameter(String name, String in, boolean required, Schema schema) {
        Map<String, Object> parameter = ordered("name", name, "in", in, "required", required);
        Map<String, Object> facts = new LinkedHashMap<>(schema.facts());
        if (facts.remove("description") instanceof String description) {
            parameter.put("description", description);
        }
        parameter.put("schema", Objects.requireNonNull(plain.of(facts)));
        return parameter;
    }

    private Map<String, Object> requestBody(Body<?> body) {
        Map<String, Object> media =
                ordered("schema", Objects.requireNonNull(plain.of(body.shape().schema())), "example", body.example());
        return ordered("required", true, "content", Map.of("application/json", media));
    }

    private Map<String, Object> requestBody(RawBody raw) {
        Map<String, Object> content = new LinkedHashMap<>();
        @Nullable Schema schema = raw.schema();
        if (schema != null) {
            Object plainSchema = Objects.requireNonNull(plain.of(schema));
            Object example = Objects.requireNonNull(Json.parse(raw.example()));
            content.put("application/json", ordered("schema", plainSchema, "example", example));
        } else {
            List<String> types = raw.types().isEmpty() ? List.of("*/*") : raw.types();
            types.forEach(type -> content.put(type, Map.of()));
        }
        return ordered("required", true, "content", content);
    }

    private Map<String, Object> content(Answer<?> answer) {
        if (answer instanceof Answer.File(List<String> types, Schema item) && item == null) {
            Map<String, Object> content = new LinkedHashMap<>();
            types.forEach(type -> content.put(type, Map.of()));
            return content;
        }
        return json(answer(answer));
    }

    private static Map<String, Object> answer(Answer<?> answer) {
        Map<String, Object> properties = ordered("ok", ordered("type", "boolean", "enum", List.of(true)));
        switch (answer) {
            case Answer.Item<?> item -> properties.put("item", item.shape().schema());
            case Answer.Items<?> items -> properties.put("items", array(items.shape()));
            case Answer.Paged<?> page -> {
                properties.put("items", array(page.shape()));
                properties.put("hasMore", ordered("type", "boolean"));
                properties.put("nextCursor", ordered("type", List.of("string", "null")));
            }
            case Answer.Done done -> {}
            case Answer.File file -> properties.put("item", Objects.requireNonNull(file.item()));
        }
        return ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> array(Out<?> items) {
        return ordered("type", "array", "items", items.schema());
    }

    private Map<String, Object> failure(String description) {
        return ordered("description", description, "content", json(Failure.SHAPE.schema()));
    }

    private Map<String, Object> json(Object schema) {
        return Map.of("application/json", ordered("schema", Objects.requireNonNull(plain.of(schema))));
    }

    private static Map<String, Object> securitySchemes() {
        Map<String, Object> flow = ordered(
                "authorizationUrl", "/oauth2/authorize",
                "tokenUrl", "/oauth2/token",
                "refreshUrl", "/oauth2/token",
                "scopes", Map.of("api1", "Read and change workspaces, projects and tasks"));
        return ordered(
                "token",
                ordered("type", "http", "scheme", "bearer", "description", "A personal token or an access token"),
                "oauth",
                ordered("type", "oauth2", "flows", Map.of("authorizationCode", flow)));
    }
}
