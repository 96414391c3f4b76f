package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.Optional;

/** When and by whom a node was made, and when it was changed. */
final class OriginStore {
    Instant made(Tx tx, ProjectId project, TaskId task) {
        return time(tx, "created_at", project, task);
    }

    Instant changed(Tx tx, ProjectId project, TaskId task) {
        return time(tx, "updated_at", project, task);
    }

    /** The handle of whoever made it; empty when that was nobody in particular. */
    Optional<String> author(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery("""
                        SELECT p.handle FROM node n JOIN person p ON p.id = n.created_by
                        WHERE n.project_id = :project AND n.id = :task
                        """)
                .bind("project", project.value())
                .bind("task", task.value())
                .mapTo(String.class)
                .findOne();
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
