package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables {@code app_authorization} and {@code revoked_access}. */
final class AuthorizationStore {
    /**
     * The authorization of this person, app and session, made when there is none.
     *
     * @return its id
     */
    String upsert(Tx tx, PreparedCode code, Instant now) {
        return tx.handle()
                .createQuery("""
                        INSERT INTO app_authorization (authorization_id, person_id, client_id, session_digest, used_at)
                        VALUES (:id, :user, :client, :session, :now)
                        ON CONFLICT (person_id, client_id, session_digest) DO UPDATE SET used_at = excluded.used_at
                        RETURNING authorization_id""")
                .bind("id", code.authorizationId())
                .bind("user", code.terms().user().value())
                .bind("client", code.terms().client().value())
                .bind("session", code.terms().sessionDigest())
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .one();
    }

    /** Marks it used and, on PostgreSQL, keeps others from ending it until this transaction is over. */
    boolean touch(Tx tx, String authorizationId, Instant now) {
        return tx.handle()
                        .createUpdate("UPDATE app_authorization SET used_at = :now WHERE authorization_id = :id")
                        .bind("now", now.toEpochMilli())
                        .bind("id", authorizationId)
                        .execute()
                == 1;
    }

    Standing standing(Tx tx, String authorizationId) {
        boolean exists = tx.handle()
                .createQuery("SELECT 1 FROM app_authorization WHERE authorization_id = :id")
                .bind("id", authorizationId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!exists) {
            return Standing.GONE;
        }
        Set<String> revoked = new HashSet<>(tx.handle()
                .createQuery("SELECT token_or_lineage FROM revoked_access WHERE authorization_id = :id")
                .bind("id", authorizationId)
                .mapTo(String.class)
                .list());
        return new Standing(true, revoked);
    }

    /** Ends an access token, or all of a lineage; false when that was known already. */
    boolean revoke(Tx tx, String tokenOrLineage, String authorizationId, Instant until) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO revoked_access (token_or_lineage, authorization_id, expires_at)
                                VALUES (:what, :id, :until) ON CONFLICT (token_or_lineage) DO NOTHING""")
                        .bind("what", tokenOrLineage)
                        .bind("id", authorizationId)
                        .bind("until", until.toEpochMilli())
                        .execute()
                == 1;
    }

    /** All that apps hold by a session, taken away with its codes and refresh families. */
    List<Participant> delete(Tx tx, UserId person, String session) {
        return tx.handle()
                .createQuery("""
                        DELETE FROM app_authorization WHERE person_id = :person AND session_digest = :session
                        RETURNING authorization_id, client_id, person_id""")
                .bind("person", person.value())
                .bind("session", session)
                .map((row, context) -> participant(row))
                .list();
    }

    /** Marks what a person's apps hold by sessions that are over; each is returned once. */
    List<Participant> markEnded(Tx tx, UserId person, Instant now) {
        return tx.handle()
                .createQuery("""
                        UPDATE app_authorization SET ended_at = :now
                        WHERE person_id = :person AND ended_at IS NULL AND NOT EXISTS (
                            SELECT 1 FROM session s JOIN person p ON p.id = s.person_id
                            WHERE s.name = app_authorization.session_digest
                              AND s.epoch = p.session_epoch AND p.disabled = 0)
                        RETURNING authorization_id, client_id, person_id""")
                .bind("person", person.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> participant(row))
                .list();
    }

    private static Participant participant(ResultSet row) throws SQLException {
        return new Participant(
                new ClientId(row.getString("client_id")),
                new UserId(row.getInt("person_id")),
                row.getString("authorization_id"));
    }

    /** @param idle authorizations unused since then, with no refresh family left, have no token that still holds */
    int forget(Tx tx, Instant now, Instant idle) {
        int revoked = tx.handle()
                .createUpdate("DELETE FROM revoked_access WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
        return revoked
                + tx.handle()
                        .createUpdate("""
                                DELETE FROM app_authorization WHERE used_at <= :idle AND NOT EXISTS (
                                    SELECT 1 FROM refresh_family f
                                    WHERE f.authorization_id = app_authorization.authorization_id)
                                AND (ended_at IS NOT NULL OR NOT EXISTS (
                                    SELECT 1 FROM session s WHERE s.name = app_authorization.session_digest))""")
                        .bind("idle", idle.toEpochMilli())
                        .execute();
    }
}
