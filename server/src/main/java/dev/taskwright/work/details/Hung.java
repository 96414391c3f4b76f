package dev.taskwright.work.details;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.TaskId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that hangs at one task. */
public record Hung(
        TaskId task,
        @Nullable Note note,
        @Nullable TaskDate date,
        List<Assignee> assignees,
        Map<FieldId, Value> values) {
    /** A task at which nothing hangs. */
    public static Hung nothing(TaskId task) {
        return new Hung(task, null, null, List.of(), Map.of());
    }

    public boolean isNothing() {
        return note == null && date == null && assignees.isEmpty() && values.isEmpty();
    }
}
