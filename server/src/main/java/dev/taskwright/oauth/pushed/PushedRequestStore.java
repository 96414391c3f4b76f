package dev.taskwright.oauth.pushed;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code pushed_request}. */
final class PushedRequestStore {

    /** False when {@code most} of the app or of the network are there already; of many at once a few more may slip in. */
    boolean insert(Tx tx, PushedRequest request, int most) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO pushed_request (request_digest, client_id, parameters, network, expires_at,
                                    kept_until)
                                SELECT :digest, :client, :parameters, :network, :expires, :expires
                                WHERE (SELECT COUNT(*) FROM pushed_request WHERE client_id = :client) < :most
                                  AND (SELECT COUNT(*) FROM pushed_request WHERE network = :network) < :most""")
                        .bind("digest", request.digest())
                        .bind("client", request.client().value())
                        .bind("parameters", request.parameters())
                        .bind("network", request.network())
                        .bind("expires", request.expiresAt().toEpochMilli())
                        .bind("most", most)
                        .execute()
                == 1;
    }

    Optional<PushedRequest> find(Tx tx, String digest, Instant now) {
        return tx.handle()
                .createQuery("SELECT * FROM pushed_request WHERE request_digest = :digest AND expires_at > :now")
                .bind("digest", digest)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> request(row))
                .findOne();
    }

    boolean keep(Tx tx, String digest, Instant until) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE pushed_request SET kept_until = CASE
                                    WHEN kept_until < :until THEN :until ELSE kept_until END
                                WHERE request_digest = :digest""")
                        .bind("until", until.toEpochMilli())
                        .bind("digest", digest)
                        .execute()
                == 1;
    }

    boolean take(Tx tx, String digest) {
        return tx.handle()
                        .createUpdate("DELETE FROM pushed_request WHERE request_digest = :digest")
                        .bind("digest", digest)
                        .execute()
                == 1;
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM pushed_request WHERE kept_until <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static PushedRequest request(ResultSet row) throws SQLException {
        return new PushedRequest(
                row.getString("request_digest"),
                new ClientId(row.getString("client_id")),
                row.getString("parameters"),
                row.getString("network"),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
