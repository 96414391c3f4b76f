package dev.taskwright.work.fields;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code project_field}. */
final class FieldStore {
    List<FieldDefinition> list(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT id, data FROM project_field WHERE project_id = :project ORDER BY position, id")
                .bind("project", project.value())
                .map((row, context) -> field(row))
                .list();
    }

    Optional<FieldDefinition> find(Tx tx, ProjectId project, FieldId id) {
        return tx.handle()
                .createQuery("SELECT id, data FROM project_field WHERE project_id = :project AND id = :id")
                .bind("project", project.value())
                .bind("id", id.value())
                .map((row, context) -> field(row))
                .findOne();
    }

    int count(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT COUNT(*) FROM project_field WHERE project_id = :project")
                .bind("project", project.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Behind those that are there. */
    void insert(Tx tx, ProjectId project, List<FieldDefinition> fields, Instant now) {
        PreparedBatch batch = tx.handle().prepareBatch("""
                INSERT INTO project_field (project_id, id, position, data, created_at, updated_at)
                SELECT :project, :id, COALESCE(MAX(position), 0) + 1, :data, :now, :now
                FROM project_field WHERE project_id = :project
                """);
        for (FieldDefinition field : fields) {
            batch.bind("project", project.value())
                    .bind("id", field.id().value())
                    .bind("data", FieldDataJson.stored(field.data()))
                    .bind("now", now.toEpochMilli())
                    .add();
        }
        if (!fields.isEmpty()) {
            batch.execute();
        }
    }

    void update(Tx tx, ProjectId project, FieldDefinition field, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE project_field SET data = :data, updated_at = :now
                        WHERE project_id = :project AND id = :id
                        """)
                .bind("project", project.value())
                .bind("id", field.id().value())
                .bind("data", FieldDataJson.stored(field.data()))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void delete(Tx tx, ProjectId project, FieldId id) {
        tx.handle()
                .createUpdate("DELETE FROM project_field WHERE project_id = :project AND id = :id")
                .bind("project", project.value())
                .bind("id", id.value())
                .execute();
    }

    private static FieldDefinition field(ResultSet row) throws SQLException {
        return new FieldDefinition(new FieldId(row.getString("id")), FieldDataJson.read(row.getString("data")));
    }
}
