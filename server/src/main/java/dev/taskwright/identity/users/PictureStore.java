package dev.taskwright.identity.users;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.picture.Picture;
import java.util.Optional;

/** The table {@code person_picture}: one picture a person, found by the digest of its bytes. */
final class PictureStore {
    void put(Tx tx, UserId person, String digest, Picture image) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO person_picture (person_id, digest, type, bytes)
                        VALUES (:person, :digest, :type, :bytes)
                        ON CONFLICT (person_id) DO UPDATE
                        SET digest = excluded.digest, type = excluded.type, bytes = excluded.bytes
                        """)
                .bind("person", person.value())
                .bind("digest", digest)
                .bind("type", image.type())
                .bind("bytes", image.bytes())
                .execute();
    }

    void delete(Tx tx, UserId person) {
        tx.handle()
                .createUpdate("DELETE FROM person_picture WHERE person_id = :person")
                .bind("person", person.value())
                .execute();
    }

    Optional<Picture> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT type, bytes FROM person_picture WHERE digest = :digest LIMIT 1")
                .bind("digest", digest)
                .map((row, context) -> new Picture(row.getString("type"), row.getBytes("bytes")))
                .findOne();
    }
}
