package dev.taskwright.platform.operation;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;
import static dev.taskwright.platform.operation.QueryParam.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final PathParam<TaskId> TASK =
            path("taskId", Shapes.line(1, 128).as(TaskId::new, TaskId::value));
    private static final QueryParam<Integer> LIMIT = query("limit", Shapes.integer(1, 1000), 100);
    private static final QueryParam<@Nullable String> AFTER = query("after", Shapes.line(1, 128));
    private static final Caller CALLER = new Caller.Person(new UserId(1), "ann", Set.of(Scope.API1), "test");

    @Test
    void anOperationRunsAndWritesItsEnvelope() {
        Operation list = Operation.get("tasks", "/tasks/{taskId}")
                .tag("Task")
                .summary("List tasks")
                .takes(TASK, LIMIT)
                .page(
                        Shapes.TEXT,
                        (caller, in) -> new Page<>(List.of(in.get(TASK).value(), "" + in.get(LIMIT)), true, "next"));
        Reply.Written<?> reply = (Reply.Written<?>) list.run(CALLER, Arguments.of(list, part -> switch (part) {
            case PathParam<?> p -> p.read("t1");
            case QueryParam<?> q -> q.read(List.of());
            case Body<?> _, RawBody _ -> null;
        }));
        assertThat(text(reply))
                .isEqualTo("{\"ok\":true,\"items\":[\"t1\",\"100\"],\"hasMore\":true,\"nextCursor\":\"next\"}");
        assertThat(reply.nextCursor()).isEqualTo("next");
    }

    @Test
    void anEmptyQueryParameterIsAbsentAndARepeatedOneRefused() {
        assertThat(AFTER.read(List.of(""))).isNull();
        assertThat(LIMIT.read(List.of("5"))).isEqualTo(5);
        assertInvalid("?limit", () -> LIMIT.read(List.of("5", "6")));
        assertInvalid("?limit", () -> LIMIT.read(List.of("0")));
        assertInvalid("?limit", () -> LIMIT.read(List.of("ten")));
        assertInvalid("{taskId}", () -> TASK.read("a b"));
    }

    @Test
    void everyMistakeInTheTableIsReported() {
        Operation first = Operation.get("a", "/x/{id}").tag("X").summary("Does").done((caller, in) -> {});
        Operation second = Operation.get("a", "/x/{other}/")
                .takes(path("other", Shapes.TEXT), body(Shapes.TEXT, Map.of()))
                .done((caller, in) -> {});
        assertThatThrownBy(() -> new Operations(List.of(first, second)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the path names [id], but [] are declared")
                .hasMessageContaining("the id is taken")
                .hasMessageContaining("method and path are taken")
                .hasMessageContaining("tag and summary are missing")
                .hasMessageContaining("1 bodies with GET");
    }

    private static void assertInvalid(String pointer, Runnable reading) {
        assertThatThrownBy(reading::run)
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.Invalid.class))
                .extracting(Problem.Invalid::pointer)
                .isEqualTo(pointer);
    }

    private static String text(Reply.Written<?> reply) {
        return new String(Json.bytes(reply::write), StandardCharsets.UTF_8);
    }
}
