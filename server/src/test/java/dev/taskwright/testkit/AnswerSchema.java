package dev.taskwright.testkit;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Answer;
import dev.taskwright.platform.operation.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds answers to what an OpenAPI document says of them. */
public final class AnswerSchema {
    private final String definitions;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public AnswerSchema(String openApi) {
        this.definitions = openApi.replace("\"#/components/", "\"#/$defs/document/components/");
    }

    /** What is wrong with an answer of this operation; nothing when it is as documented. */
    public List<String> mistakes(Operation operation, int status, String body) {
        if (status == 200 && operation.answer() instanceof Answer.File file && file.item() == null) {
            return List.of();
        }
        String where = status == 200
                ? "/paths/" + escaped(operation.path()) + "/"
                        + operation.method().name().toLowerCase(Locale.ROOT) + "/responses/200"
                : "/components/responses/" + (status < 500 ? "Refused" : "Failed");
        return schemas
                .computeIfAbsent(where + "/content/application~1json/schema", this::schema)
                .validate(body, InputFormat.JSON)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** The whole document is part of the schema, so that its own references lead somewhere. */
    private Schema schema(String pointer) {
        String reference = Json.text("#/$defs/document" + pointer);
        return registry.getSchema("{\"$ref\":" + reference + ",\"$defs\":{\"document\":" + definitions + "}}");
    }

    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
