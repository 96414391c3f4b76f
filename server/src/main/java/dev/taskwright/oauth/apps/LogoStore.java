package dev.taskwright.oauth.apps;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.picture.Picture;
import java.util.Optional;

/** The table {@code client_logo}: at most one picture an app, found by the digest of its bytes. */
final class LogoStore {
    void put(Tx tx, ClientId id, String digest, Picture picture) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO client_logo (client_id, digest, type, bytes)
                        VALUES (:id, :digest, :type, :bytes)
                        ON CONFLICT (client_id) DO UPDATE
                        SET digest = excluded.digest, type = excluded.type, bytes = excluded.bytes
                        """)
                .bind("id", id.value())
                .bind("digest", digest)
                .bind("type", picture.type())
                .bind("bytes", picture.bytes())
                .execute();
    }

    void delete(Tx tx, ClientId id) {
        tx.handle()
                .createUpdate("DELETE FROM client_logo WHERE client_id = :id")
                .bind("id", id.value())
                .execute();
    }

    Optional<Picture> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT type, bytes FROM client_logo WHERE digest = :digest LIMIT 1")
                .bind("digest", digest)
                .map((row, context) -> new Picture(row.getString("type"), row.getBytes("bytes")))
                .findOne();
    }
}
