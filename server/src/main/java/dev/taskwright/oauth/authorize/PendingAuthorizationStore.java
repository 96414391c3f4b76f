package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.requests.AuthorizeParameters;
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
                        INSERT INTO pending_authorization (pending_id, browser_digest, parameters, pushed_digest,
                            network, started_at, expires_at)
                        VALUES (:id, :browser, :parameters, :pushed, :network, :started, :expires)""")
                .bind("id", pending.id())
                .bind("browser", pending.browserDigest())
                .bind("parameters", pending.parameters())
                .bind("pushed", pending.pushed())
                .bind("network", pending.network())
                .bind("started", pending.startedAt().toEpochMilli())
                .bind("expires", pending.expiresAt().toEpochMilli())
                .execute();
    }

    /** Forgets the oldest of the newest one's network, so that {@code most} remain. */
    void keepNewest(Tx tx, PendingAuthorization newest, int most) {
        tx.handle()
                .createUpdate("""
                        DELETE FROM pending_authorization WHERE pending_id IN (
                            SELECT pending_id FROM pending_authorization
                            WHERE network = :network AND pending_id <> :newest
                            ORDER BY started_at DESC, pending_id LIMIT :rest OFFSET :others)""")
                .bind("network", newest.network())
                .bind("newest", newest.id())
                .bind("rest", Integer.MAX_VALUE)
                .bind("others", most - 1)
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

    /**
     * Notes who has allowed it: true for exactly one of many at once, so that one decision is one consent. On PostgreSQL
     * it also keeps others from finishing the pending authorization until this transaction is over.
     */
    boolean consented(Tx tx, String id, UserId user) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE pending_authorization SET consented_by = :user
                                WHERE pending_id = :id AND (consented_by IS NULL OR consented_by <> :user)""")
                        .bind("user", user.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void updateParameters(Tx tx, String id, AuthorizeParameters parameters) {
        tx.handle()
                .createUpdate("UPDATE pending_authorization SET parameters = :parameters WHERE pending_id = :id")
                .bind("parameters", parameters.encoded())
                .bind("id", id)
                .execute();
    }

    void chosen(Tx tx, String id, UserId user) {
        tx.handle()
                .createUpdate("UPDATE pending_authorization SET chosen_by = :user WHERE pending_id = :id")
                .bind("user", user.value())
                .bind("id", id)
                .execute();
    }

    /** Keeps others away until this transaction is over; false when it is finished already. */
    boolean lock(Tx tx, String id) {
        return tx.handle()
                        .createUpdate("UPDATE pending_authorization SET pending_id = pending_id WHERE pending_id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
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
        return new PendingAuthorization(
                row.getString("pending_id"),
                row.getString("browser_digest"),
                row.getString("parameters"),
                row.getString("pushed_digest"),
                row.getString("network"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                user(row, "consented_by"),
                user(row, "chosen_by"));
    }

    private static @Nullable UserId user(ResultSet row, String column) throws SQLException {
        int id = row.getInt(column);
        return row.wasNull() ? null : new UserId(id);
    }
}
