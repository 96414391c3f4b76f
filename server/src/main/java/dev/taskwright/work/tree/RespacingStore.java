package dev.taskwright.work.tree;

import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code node_respacing}. Numbers grow within a project, because whoever writes holds the project's row. */
final class RespacingStore {
    /** One of them, with its number. */
    record Numbered(long number, Respacing respacing) {}

    void insert(Tx tx, ProjectId project, Respacing respacing, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO node_respacing (project_id, parent, low, high, ranks, made_at)
                        VALUES (:project, :parent, :low, :high, :ranks, :now)
                        """)
                .bind("project", project.value())
                .bind("parent", respacing.parent().value())
                .bind("low", digits(respacing.low()))
                .bind("high", digits(respacing.high()))
                .bind("ranks", respacing.ranksText())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** The number of the last one; 0 when there is none. */
    long last(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT COALESCE(MAX(id), 0) FROM node_respacing WHERE project_id = :project")
                .bind("project", project.value())
                .mapTo(Long.class)
                .one();
    }

    /** Those behind a number, in their order. */
    List<Numbered> since(Tx tx, ProjectId project, long number) {
        return tx.handle()
                .createQuery("""
                        SELECT id, parent, low, high, ranks FROM node_respacing
                        WHERE project_id = :project AND id > :number ORDER BY id
                        """)
                .bind("project", project.value())
                .bind("number", number)
                .map((row, context) -> new Numbered(row.getLong("id"), respacing(row)))
                .list();
    }

    int deleteBefore(Tx tx, Instant limit) {
        return tx.handle()
                .createUpdate("DELETE FROM node_respacing WHERE made_at < :limit")
                .bind("limit", limit.toEpochMilli())
                .execute();
    }

    private static Respacing respacing(ResultSet row) throws SQLException {
        return new Respacing(
                new NodePath(row.getString("parent")),
                rank(row.getString("low")),
                rank(row.getString("high")),
                Respacing.ranks(row.getString("ranks")));
    }

    private static @Nullable String digits(@Nullable Rank rank) {
        return rank == null ? null : rank.digits();
    }

    private static @Nullable Rank rank(@Nullable String digits) {
        return digits == null ? null : new Rank(digits);
    }
}
