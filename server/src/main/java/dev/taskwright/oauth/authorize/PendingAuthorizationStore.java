package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code pending_authorization}. */
final class PendingAuthorizationStore {

    void insert(Tx tx, PendingAuthorization pending) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO pending_authorization (pending_id, browser_digest, parameters, started_at,
                            expires_at)
                        VALUES (:id, :browser, :parameters, :started, :expires)""")
                .bind("id", pending.id())
                .bind("browser", pending.browserDigest())
                .bind("parameters", pending.parameters())
                .bind("started", pending.startedAt().toEpochMilli())
                .bind("expires", pending.expiresAt().toEpochMilli())
                .execute();
    }

    Optional<PendingAuthorization> find(Tx tx, String id, Instant now) {
        return tx.handle()
                .createQuery("SELECT * FROM pending_authorization WHERE pending_id = :id AND expires_at > :now")
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> pending(row))
                .findOne();
    }

    /** Gives one that belongs to no browser yet to this one; the first to come has it. */
    boolean bind(Tx tx, String id, String browserDigest) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE pending_authorization SET browser_digest = :browser
                                WHERE pending_id = :id AND browser_digest IS NULL""")
                        .bind("browser", browserDigest)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void consented(Tx tx, String id, UserId user) {
        tx.handle()
                .createUpdate("UPDATE pending_authorization SET consented_by = :user WHERE pending_id = :id")
                .bind("user", user.value())
                .bind("id", id)
                .execute();
    }

    /** The only way to finish one: true for exactly one caller. */
    boolean take(Tx tx, String id) {
        return tx.handle()
                        .createUpdate("DELETE FROM pending_authorization WHERE pending_id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM pending_authorization WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static PendingAuthorization pending(ResultSet row) throws SQLException {
        int consentedBy = row.getInt("consented_by");
        @Nullable UserId user = row.wasNull() ? null : new UserId(consentedBy);
        return new PendingAuthorization(
                row.getString("pending_id"),
                row.getString("browser_digest"),
                row.getString("parameters"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                user);
    }
}
