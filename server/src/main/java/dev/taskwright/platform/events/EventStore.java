package dev.taskwright.platform.events;

import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

final class EventStore {
    void insert(Tx tx, long at, String actor, String via, Event event) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO event (at, kind, space_id, project_id, subject, actor, via, facts)
                        VALUES (:at, :kind, :space, :project, :subject, :actor, :via, :facts)
                        """)
                .bind("at", at)
                .bind("kind", event.kind())
                .bind("space", event.space())
                .bind("project", event.project())
                .bind("subject", event.subject())
                .bind("actor", actor)
                .bind("via", via)
                .bind("facts", Json.text(event.facts()))
                .execute();
    }

    List<LoggedEvent> since(Tx tx, long after, int limit) {
        return tx.handle()
                .createQuery("""
                        SELECT number, at, kind, space_id, project_id, subject, actor, via, facts
                        FROM event WHERE number > :after ORDER BY number LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(EventStore::row)
                .list();
    }

    int deleteBefore(Tx tx, long millis) {
        return tx.handle()
                .createUpdate("DELETE FROM event WHERE at < :before")
                .bind("before", millis)
                .execute();
    }

    private static LoggedEvent row(ResultSet row, StatementContext context) throws SQLException {
        return new LoggedEvent(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("kind"),
                row.getString("space_id"),
                row.getString("project_id"),
                row.getString("subject"),
                row.getString("actor"),
                row.getString("via"),
                row.getString("facts"));
    }
}
