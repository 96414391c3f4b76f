package dev.taskwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.doors.openapi.ReferencePages;
import dev.taskwright.platform.operation.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watchman watched: an answer that is not as documented is noticed. */
class AnswerSchemaTest {
    @Test
    void whatIsNotDocumentedIsAMistake() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            var operations = new WorkParts(data.db()).operations;
            AnswerSchema schema = new AnswerSchema(ReferencePages.document(operations, "/api/v1"));
            Operation get = operations.all().stream()
                    .filter(operation -> operation.id().equals("taskGet"))
                    .findFirst()
                    .orElseThrow();
            String task = "{\"id\":\"a\",\"text\":\"b\",\"completed\":true}";
            assertThat(schema.mistakes(get, 200, "{\"ok\":true,\"item\":" + task + "}"))
                    .isEmpty();
            for (String wrong : List.of(
                    "{\"ok\":false,\"item\":" + task + "}",
                    "{\"ok\":true,\"item\":" + task.replace("true", "1") + "}",
                    "{\"ok\":true,\"item\":" + task.replace("text", "texts") + "}",
                    "{\"ok\":true}",
                    "[]")) {
                assertThat(schema.mistakes(get, 200, wrong)).as(wrong).isNotEmpty();
            }
            assertThat(schema.mistakes(get, 404, "{\"ok\":false,\"message\":\"x\",\"code\":\"Y\"}"))
                    .isNotEmpty();
        }
    }
}
