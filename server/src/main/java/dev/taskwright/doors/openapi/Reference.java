package dev.taskwright.doors.openapi;

import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.operation.Answer;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Method;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.platform.operation.RawBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of operations as the reference page shows it.
 *
 * @param root the address below which the operations are served
 */
public record Reference(String root, List<Section> sections) {
    /** The operations on one noun. */
    public record Section(String tag, List<Entry> entries) {}

    /**
     * One operation.
     *
     * @param envelope what stands beside {@code ok} in the answer
     * @param curl the call as it can be pasted
     */
    public record Entry(
            Operation operation,
            List<Row> parameters,
            List<Row> body,
            String envelope,
            List<Row> answer,
            String curl) {}

    /**
     * One property or parameter.
     *
     * @param name with its way from the top: {@code tasks[].content}
     * @param words its type and limits
     */
    public record Row(String name, String words, boolean required, String description) {}

    static Reference of(Operations operations, String root) {
        Map<String, List<Entry>> byTag = new LinkedHashMap<>();
        for (Operation operation : operations.all()) {
            byTag.computeIfAbsent(operation.tag(), tag -> new ArrayList<>()).add(entry(operation, root));
        }
        List<Section> sections = new ArrayList<>();
        byTag.forEach((tag, entries) -> sections.add(new Section(tag, entries)));
        return new Reference(root, sections);
    }

    private static Entry entry(Operation operation, String root) {
        return new Entry(
                operation,
                parameters(operation),
                operation
                        .body()
                        .map(body -> SchemaWords.rows(body.shape().schema()))
                        .or(() -> operation.rawBody().map(RawBody::schema).map(SchemaWords::rows))
                        .orElse(List.of()),
                envelope(operation.answer()),
                answer(operation.answer()),
                curl(operation, root));
    }

    private static List<Row> parameters(Operation operation) {
        List<Row> rows = new ArrayList<>();
        for (PathParam<?> param : operation.pathParams()) {
            rows.add(SchemaWords.row(param.name(), param.shape().schema(), true));
        }
        for (QueryParam<?> param : operation.queryParams()) {
            rows.add(SchemaWords.row("?" + param.name(), param.schema(), param.isRequired()));
        }
        return rows;
    }

    private static String envelope(Answer<?> answer) {
        return switch (answer) {
            case Answer.Item<?> item -> "item";
            case Answer.Items<?> items -> "items";
            case Answer.Paged<?> page -> "items, hasMore, nextCursor";
            case Answer.Done done -> "";
            case Answer.File file -> file.item() == null ? "" : "item";
        };
    }

    private static List<Row> answer(Answer<?> answer) {
        return switch (answer) {
            case Answer.Item<?> item -> SchemaWords.rows(item.shape().schema());
            case Answer.Items<?> items -> SchemaWords.rows(items.shape().schema());
            case Answer.Paged<?> page -> SchemaWords.rows(page.shape().schema());
            case Answer.Done done -> List.of();
            case Answer.File file -> file.item() == null ? List.of() : SchemaWords.rows(file.item());
        };
    }

    private static String curl(Operation operation, String root) {
        StringBuilder curl = new StringBuilder("curl ");
        boolean sends = operation.body().isPresent() || operation.rawBody().isPresent();
        Method implied = sends ? Method.POST : Method.GET;
        if (operation.method() != implied) {
            curl.append("-X ").append(operation.method()).append(' ');
        }
        curl.append("-H \"Authorization: Bearer $TOKEN\"");
        operation
                .body()
                .map(Body::example)
                .ifPresent(example -> curl.append(" \\\n  -d '")
                        .append(Json.text(example).replace("'", "'\\''"))
                        .append('\''));
        if (operation.rawBody().isPresent()) {
            curl.append(" \\\n  --data-binary @FILE");
        }
        return curl.append(" \\\n  ").append(root).append(operation.path()).toString();
    }
}
