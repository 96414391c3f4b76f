package dev.taskwright.oauth.registration;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code client_registration}. */
final class RegistrationStore {
    /** @param initialToken id of the initial access token; null when there was none */
    void insert(Tx tx, ClientId id, String tokenDigest, @Nullable String initialToken, Instant now) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO client_registration (client_id, token_digest, token_id, registered_at)
                        VALUES (:id, :digest, :initial, :now)""")
                .bind("id", id.value())
                .bind("digest", tokenDigest)
                .bind("initial", initialToken)
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

    /** Apps that registered before {@code limit} without a token, that nobody uses since. */
    List<ClientId> unused(Tx tx, Instant limit, int most) {
        return tx.handle()
                .createQuery("""
                        SELECT r.client_id FROM client_registration r
                        WHERE r.registered_at < :limit AND r.token_id IS NULL
                          AND NOT EXISTS (SELECT 1 FROM oauth_client o
                                          WHERE o.client_id = r.client_id AND o.used_at >= :limit)
                          AND NOT EXISTS (SELECT 1 FROM oauth_consent c WHERE c.client_id = r.client_id)
                        ORDER BY r.registered_at LIMIT :most""")
                .bind("limit", limit.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new ClientId(row.getString("client_id")))
                .list();
    }
}
