package dev.taskwright.oauth.consent;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code oauth_consent}. */
final class ConsentStore {

    Optional<Consent> find(Tx tx, UserId user, ClientId client) {
        return tx.handle()
                .createQuery("SELECT * FROM oauth_consent WHERE person_id = :user AND client_id = :client")
                .bind("user", user.value())
                .bind("client", client.value())
                .map((row, context) -> consent(row))
                .findOne();
    }

    /** Latest decision first. */
    List<Consent> of(Tx tx, UserId user) {
        return tx.handle()
                .createQuery("""
                        SELECT * FROM oauth_consent WHERE person_id = :user
                        ORDER BY decided_at DESC, client_id""")
                .bind("user", user.value())
                .map((row, context) -> consent(row))
                .list();
    }

    /** Keeps others from changing or withdrawing it until this transaction is over; empty when there is none. */
    Optional<Consent> lock(Tx tx, UserId user, ClientId client) {
        return tx.handle()
                .createQuery("""
                        UPDATE oauth_consent SET decided_at = decided_at
                        WHERE person_id = :user AND client_id = :client RETURNING *""")
                .bind("user", user.value())
                .bind("client", client.value())
                .map((row, context) -> consent(row))
                .findOne();
    }

    void insertEmpty(Tx tx, UserId user, ClientId client, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO oauth_consent (person_id, client_id, scopes, decided_at)
                        VALUES (:user, :client, '', :now) ON CONFLICT (person_id, client_id) DO NOTHING""")
                .bind("user", user.value())
                .bind("client", client.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void update(Tx tx, Consent consent) {
        tx.handle()
                .createUpdate("""
                        UPDATE oauth_consent SET scopes = :scopes, details = :details, decided_at = :decided
                        WHERE person_id = :user AND client_id = :client""")
                .bind("user", consent.user().value())
                .bind("client", consent.client().value())
                .bind("scopes", consent.scopes().toString())
                .bind("details", consent.details().text())
                .bind("decided", consent.decidedAt().toEpochMilli())
                .execute();
    }

    boolean delete(Tx tx, UserId user, ClientId client) {
        return tx.handle()
                        .createUpdate("DELETE FROM oauth_consent WHERE person_id = :user AND client_id = :client")
                        .bind("user", user.value())
                        .bind("client", client.value())
                        .execute()
                == 1;
    }

    /** What was allowed stays allowed, and never turns into more. */
    private static AuthorizationDetails details(String text) {
        return text.isEmpty()
                ? AuthorizationDetails.NONE
                : AuthorizationDetails.parse(text)
                        .orElseThrow(() -> new IllegalStateException("stored details are not readable"));
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                new UserId(row.getInt("person_id")),
                new ClientId(row.getString("client_id")),
                ScopeSet.stored(row.getString("scopes")),
                details(row.getString("details")),
                Instant.ofEpochMilli(row.getLong("decided_at")));
    }
}
