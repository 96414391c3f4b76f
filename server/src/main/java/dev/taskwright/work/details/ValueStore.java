package dev.taskwright.work.details;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code task_value}. */
final class ValueStore {
    private static final String VALUE_WITH_PERSON = """
            SELECT v.field_id, v.value, v.person_id, p.handle
            FROM task_value v
            LEFT JOIN person p ON p.id = v.person_id
            WHERE v.project_id = :project AND v.task_id = :task
            """;

    Optional<Value> find(Tx tx, ProjectId project, TaskId task, FieldId field) {
        return tx.handle()
                .createQuery(VALUE_WITH_PERSON + " AND v.field_id = :field")
                .bind("project", project.value())
                .bind("task", task.value())
                .bind("field", field.value())
                .map((row, context) -> value(row))
                .findOne();
    }

    /** All of a task. */
    Map<FieldId, Value> list(Tx tx, ProjectId project, TaskId task) {
        return tx.handle()
                .createQuery(VALUE_WITH_PERSON)
                .bind("project", project.value())
                .bind("task", task.value())
                .reduceResultSet(new LinkedHashMap<>(), (values, row, context) -> {
                    values.put(new FieldId(row.getString("field_id")), value(row));
                    return values;
                });
    }

    /** By task, of those that have any. */
    Map<TaskId, Map<FieldId, Value>> list(Tx tx, ProjectId project, List<String> tasks) {
        return tx.handle()
                .createQuery("""
                        SELECT v.task_id, v.field_id, v.value, v.person_id, p.handle
                        FROM task_value v
                        LEFT JOIN person p ON p.id = v.person_id
                        WHERE v.project_id = :project AND v.task_id IN (<tasks>)
                        ORDER BY v.field_id
                        """)
                .bindList("tasks", tasks)
                .bind("project", project.value())
                .reduceResultSet(new HashMap<>(), (values, row, context) -> {
                    values.computeIfAbsent(new TaskId(row.getString("task_id")), task -> new LinkedHashMap<>())
                            .put(new FieldId(row.getString("field_id")), value(row));
                    return values;
                });
    }

    void upsert(Tx tx, ProjectId project, TaskId task, FieldId field, Value value) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO task_value (project_id, task_id, field_id, value, person_id, digest)
                        VALUES (:project, :task, :field, :value, :person, :digest)
                        ON CONFLICT (project_id, task_id, field_id) DO UPDATE SET
                            value = excluded.value, person_id = excluded.person_id, digest = excluded.digest
                        """)
                .bind("project", project.value())
                .bind("task", task.value())
                .bind("field", field.value())
                .bind("value", json(value))
                .bind("person", person(value))
                .bind("digest", digest(value))
                .execute();
    }

    boolean delete(Tx tx, ProjectId project, TaskId task, FieldId field) {
        return tx.handle()
                        .createUpdate("""
                                DELETE FROM task_value
                                WHERE project_id = :project AND task_id = :task AND field_id = :field
                                """)
                        .bind("project", project.value())
                        .bind("task", task.value())
                        .bind("field", field.value())
                        .execute()
                == 1;
    }

    boolean isTaken(Tx tx, ProjectId project, FieldId field, Value.Json value, TaskId besides) {
        return tx.handle()
                .createQuery("""
                        SELECT 1 FROM task_value
                        WHERE project_id = :project AND field_id = :field AND digest = :digest AND task_id <> :task
                        LIMIT 1
                        """)
                .bind("project", project.value())
                .bind("field", field.value())
                .bind("digest", digest(value))
                .bind("task", besides.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    static @Nullable String json(Value value) {
        return value instanceof Value.Json(String text) ? text : null;
    }

    static @Nullable Integer person(Value value) {
        return value instanceof Value.Person person ? (Integer) person.id().value() : null;
    }

    static @Nullable String digest(Value value) {
        return value instanceof Value.Json(String text) ? Digests.sha256Base64Url(text) : null;
    }

    static Value value(ResultSet row) throws SQLException {
        String json = row.getString("value");
        return json == null
                ? new Value.Person(new UserId(row.getInt("person_id")), row.getString("handle"))
                : new Value.Json(json);
    }
}
