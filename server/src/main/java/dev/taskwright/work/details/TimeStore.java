package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;

/** The times of a node. */
final class TimeStore {
    Instant made(Tx tx, ProjectId project, TaskId task) {
        return time(tx, "created_at", project, task);
    }

    Instant changed(Tx tx, ProjectId project, TaskId task) {
        return time(tx, "updated_at", project, task);
    }

    private static Instant time(Tx tx, String column, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery("SELECT %s FROM node WHERE project_id = :project AND id = :task".formatted(column))
                .bind("project", project.value())
                .bind("task", task.value())
                .map((row, context) -> Instant.ofEpochMilli(row.getLong(1)))
                .one();
    }
}
