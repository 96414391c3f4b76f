package dev.taskwright.work.details;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.util.Collection;
import java.util.List;
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
