package dev.taskwright.oauth.documents;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.List;

/** Reads which rows of apps that describe themselves are in use; writes nothing. */
final class DocumentStore {
    /** Written before {@code limit}, of nobody's, and not used since. */
    List<ClientId> unused(Tx tx, Instant limit, int most) {
        return tx.handle()
                .createQuery("""
                        SELECT c.client_id FROM oauth_client c
                        WHERE c.owner_id IS NULL AND c.client_id LIKE 'http%://%'
                          AND c.created_at < :limit AND c.used_at < :limit
                          AND NOT EXISTS (SELECT 1 FROM oauth_consent a WHERE a.client_id = c.client_id)
                        ORDER BY c.created_at LIMIT :most""")
                .bind("limit", limit.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new ClientId(row.getString("client_id")))
                .list();
    }

    /** Whether some person allows the app something. */
    boolean isAllowed(Tx tx, ClientId id) {
        return tx.handle()
                .createQuery("SELECT 1 FROM oauth_consent WHERE client_id = :id LIMIT 1")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
