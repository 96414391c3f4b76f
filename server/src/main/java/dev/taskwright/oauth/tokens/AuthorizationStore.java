package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tables {@code app_authorization}, {@code revoked_access} and {@code revoked_app_token}. */
final class AuthorizationStore {
    /** Who allows whom, and in which session. */
    record Parties(UserId user, ClientId client, String session) {}

    /**
     * What an authorization says about its access tokens.
     *
     * @param person whose it is; null once it has ended, which no authorization comes back from
     * @param revoked ids of tokens and lineages that ended early
     */
    record Standing(@Nullable UserId person, Set<String> revoked) {
        static final Standing GONE = new Standing(null, Set.of());

        Standing {
            revoked = Set.copyOf(revoked);
        }

        boolean isEnded(String tokenId, String lineage) {
            return person == null || revoked.contains(tokenId) || revoked.contains(lineage);
        }
    }

    /**
     * The authorization of these parties, made under {@code id} when there is none.
     *
     * @return its id
     */
    String upsert(Tx tx, Parties parties, String id, Instant now) {
        return tx.handle()
                .createQuery("""
                        INSERT INTO app_authorization (authorization_id, person_id, client_id, session_digest, used_at)
                        VALUES (:id, :user, :client, :session, :now)
                        ON CONFLICT (person_id, client_id, session_digest) DO UPDATE SET used_at = excluded.used_at
                        RETURNING authorization_id""")
                .bind("id", id)
                .bind("user", parties.user().value())
                .bind("client", parties.client().value())
                .bind("session", parties.session())
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
        Optional<Integer> person = tx.handle()
                .createQuery("SELECT person_id FROM app_authorization WHERE authorization_id = :id")
                .bind("id", authorizationId)
                .mapTo(Integer.class)
                .findOne();
        if (person.isEmpty()) {
            return Standing.GONE;
        }
        Set<String> revoked = new HashSet<>(tx.handle()
                .createQuery("SELECT token_or_lineage FROM revoked_access WHERE authorization_id = :id")
                .bind("id", authorizationId)
                .mapTo(String.class)
                .list());
        return new Standing(new UserId(person.get()), revoked);
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

    /** Ends an app's own token. */
    void revokeAppToken(Tx tx, String tokenId, Instant until) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO revoked_app_token (token_id, expires_at) VALUES (:id, :until)
                        ON CONFLICT (token_id) DO NOTHING""")
                .bind("id", tokenId)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    boolean isAppTokenRevoked(Tx tx, String tokenId) {
        return tx.handle()
                .createQuery("SELECT 1 FROM revoked_app_token WHERE token_id = :id")
                .bind("id", tokenId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
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

    /** Marks what a person's apps hold by sessions of browsers that are over; each is returned once. */
    List<Participant> markEnded(Tx tx, UserId person, Instant now) {
        return tx.handle()
                .createQuery("""
                        UPDATE app_authorization SET ended_at = :now
                        WHERE person_id = :person AND ended_at IS NULL AND session_digest NOT LIKE :sessionless
                          AND NOT EXISTS (
                            SELECT 1 FROM session s JOIN person p ON p.id = s.person_id
                            WHERE s.name = app_authorization.session_digest
                              AND s.epoch = p.session_epoch AND p.disabled = 0)
                        RETURNING authorization_id, client_id, person_id""")
                .bind("sessionless", Authorizations.SESSIONLESS + "%")
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
        int gone = 0;
        for (String table : List.of("revoked_access", "revoked_app_token")) {
            gone += tx.handle()
                    .createUpdate("DELETE FROM " + table + " WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        return gone
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
