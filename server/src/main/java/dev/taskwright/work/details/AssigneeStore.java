package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code task_assignee}. */
final class AssigneeStore {
    List<Assignee> list(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery("""
                        SELECT p.id, p.handle, p.name
                        FROM task_assignee a
                        JOIN person p ON p.id = a.person_id
                        WHERE a.project_id = :project AND a.task_id = :task
                        ORDER BY p.handle
                        """)
                .bind("project", project.value())
                .bind("task", task.value())
                .map((row, context) ->
                        new Assignee(new UserId(row.getInt("id")), row.getString("handle"), row.getString("name")))
                .list();
    }

    /** By task, of those that have any. */
    Map<TaskId, List<Assignee>> list(Tx tx, ProjectId project, List<String> tasks) {
        return tx.handle()
                .createQuery("""
                        SELECT a.task_id, p.id, p.handle, p.name
                        FROM task_assignee a
                        JOIN person p ON p.id = a.person_id
                        WHERE a.project_id = :project AND a.task_id IN (<tasks>)
                        ORDER BY p.handle
                        """)
                .bindList("tasks", tasks)
                .bind("project", project.value())
                .reduceResultSet(new HashMap<>(), (assignees, row, context) -> {
                    assignees
                            .computeIfAbsent(new TaskId(row.getString("task_id")), task -> new ArrayList<>())
                            .add(new Assignee(
                                    new UserId(row.getInt("id")), row.getString("handle"), row.getString("name")));
                    return assignees;
                });
    }

    void insert(Tx tx, ProjectId project, TaskId task, Collection<UserId> people) {
        if (people.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.handle().prepareBatch("""
                INSERT INTO task_assignee (project_id, task_id, person_id) VALUES (:project, :task, :person)
                """);
        for (UserId person : people) {
            batch.bind("project", project.value())
                    .bind("task", task.value())
                    .bind("person", person.value())
                    .add();
        }
        batch.execute();
    }

    void delete(Tx tx, ProjectId project, TaskId task, Collection<UserId> people) {
        if (people.isEmpty()) {
            return;
        }
        tx.handle()
                .createUpdate("""
                        DELETE FROM task_assignee
                        WHERE project_id = :project AND task_id = :task AND person_id IN (<people>)
                        """)
                .bindList("people", people.stream().map(UserId::value).toList())
                .bind("project", project.value())
                .bind("task", task.value())
                .execute();
    }
}
