package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code client_registration}. */
final class RegistrationStore {
    void insert(Tx tx, ClientId id, String tokenDigest, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO client_registration (client_id, token_digest, registered_at)
                        VALUES (:id, :digest, :now)""")
                .bind("id", id.value())
                .bind("digest", tokenDigest)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    Optional<String> tokenDigest(Tx tx, String clientId) {
        return tx.handle()
                .createQuery("SELECT token_digest FROM client_registration WHERE client_id = :id")
                .bind("id", clientId)
                .mapTo(String.class)
                .findOne();
    }

    /** Apps that registered before {@code limit} and that nobody has allowed anything. */
    List<ClientId> unused(Tx tx, Instant limit, int most) {
        return tx.handle()
                .createQuery("""
                        SELECT r.client_id FROM client_registration r
                        WHERE r.registered_at < :limit
                          AND NOT EXISTS (SELECT 1 FROM oauth_consent c WHERE c.client_id = r.client_id)
                        ORDER BY r.registered_at LIMIT :most""")
                .bind("limit", limit.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new ClientId(row.getString("client_id")))
                .list();
    }
}
