package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code project_share}. */
final class ShareStore {
    private static final String COLUMNS = "id, project_id, tier, token_sealed, password_hash, expires_at";

    private final ShareSecrets secrets;

    ShareStore(ShareSecrets secrets) {
        this.secrets = secrets;
    }

    List<ShareLink> list(Tx tx, ProjectId project) {
        return tx.handle()
                .createQuery("SELECT " + COLUMNS + " FROM project_share WHERE project_id = :project ORDER BY tier DESC")
                .bind("project", project.value())
                .map((row, context) -> link(row))
                .list();
    }

    Optional<ShareLink> find(Tx tx, String id) {
        return tx.handle()
                .createQuery("SELECT " + COLUMNS + " FROM project_share WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> link(row))
                .findOne();
    }

    Optional<ShareLink> findByToken(Tx tx, String tokenHash) {
        return tx.handle()
                .createQuery("SELECT " + COLUMNS + " FROM project_share WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .map((row, context) -> link(row))
                .findOne();
    }

    /** Not where the project has a link of this tier. */
    void insertIfAbsent(Tx tx, ShareLink link, byte[] sealed, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO project_share (id, project_id, tier, token_hash, token_sealed, created_at)
                        VALUES (:id, :project, :tier, :hash, :sealed, :now)
                        ON CONFLICT (project_id, tier) DO NOTHING
                        """)
                .bind("id", link.id())
                .bind("project", link.project().value())
                .bind("tier", link.tier().word())
                .bind("hash", ShareSecrets.hash(link.token()))
                .bind("sealed", sealed)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Under another id too: who was let in by the old one is not by the new one. */
    void updateToken(Tx tx, ShareLink fresh, byte[] sealed) {
        tx.handle()
                .createUpdate("""
                        UPDATE project_share SET id = :id, token_hash = :hash, token_sealed = :sealed
                        WHERE project_id = :project AND tier = :tier
                        """)
                .bind("id", fresh.id())
                .bind("project", fresh.project().value())
                .bind("tier", fresh.tier().word())
                .bind("hash", ShareSecrets.hash(fresh.token()))
                .bind("sealed", sealed)
                .execute();
    }

    void updateExpiry(Tx tx, String id, @Nullable Instant expiresAt) {
        tx.handle()
                .createUpdate("UPDATE project_share SET expires_at = :expires WHERE id = :id")
                .bind("id", id)
                .bind("expires", expiresAt == null ? null : (Long) expiresAt.toEpochMilli())
                .execute();
    }

    void updatePassword(Tx tx, String id, @Nullable String passwordHash) {
        tx.handle()
                .createUpdate("UPDATE project_share SET password_hash = :hash WHERE id = :id")
                .bind("id", id)
                .bind("hash", passwordHash)
                .execute();
    }

    /** Whether there were any. */
    boolean delete(Tx tx, ProjectId project) {
        return tx.handle()
                        .createUpdate("DELETE FROM project_share WHERE project_id = :project")
                        .bind("project", project.value())
                        .execute()
                > 0;
    }

    private ShareLink link(ResultSet row) throws SQLException {
        String id = row.getString("id");
        long expires = row.getLong("expires_at");
        Instant expiresAt = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new ShareLink(
                id,
                new ProjectId(row.getString("project_id")),
                ShareTier.of(row.getString("tier")),
                secrets.open(row.getBytes("token_sealed"), id),
                row.getString("password_hash"),
                expiresAt);
    }
}
