package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code task_note}. */
final class NoteStore {
    Optional<Note> find(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery("SELECT type, value FROM task_note WHERE project_id = :project AND task_id = :task")
                .bind("project", project.value())
                .bind("task", task.value())
                .map((row, context) -> new Note(row.getString("type"), row.getString("value")))
                .findOne();
    }

    /** By task, of those that have one. */
    Map<TaskId, Note> find(Tx tx, ProjectId project, List<String> tasks) {
        return tx.handle()
                .createQuery("""
                        SELECT task_id, type, value FROM task_note WHERE project_id = :project AND task_id IN (<tasks>)
                        """)
                .bindList("tasks", tasks)
                .bind("project", project.value())
                .reduceResultSet(new HashMap<>(), (notes, row, context) -> {
                    notes.put(
                            new TaskId(row.getString("task_id")),
                            new Note(row.getString("type"), row.getString("value")));
                    return notes;
                });
    }

    void upsert(Tx tx, ProjectId project, TaskId task, Note note) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO task_note (project_id, task_id, type, value)
                        VALUES (:project, :task, :type, :value)
                        ON CONFLICT (project_id, task_id) DO UPDATE SET type = excluded.type, value = excluded.value
                        """)
                .bind("project", project.value())
                .bind("task", task.value())
                .bind("type", note.type())
                .bind("value", note.value())
                .execute();
    }

    boolean delete(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                        .createUpdate("DELETE FROM task_note WHERE project_id = :project AND task_id = :task")
                        .bind("project", project.value())
                        .bind("task", task.value())
                        .execute()
                == 1;
    }
}
