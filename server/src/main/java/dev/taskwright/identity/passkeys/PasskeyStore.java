package dev.taskwright.identity.passkeys;

import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code passkey} and {@code passkey_challenge}. */
final class PasskeyStore {
    private static final String COLUMNS = "credential_id, person_id, name, synced, added_at, used_at";

    /** False when somebody has that credential already. */
    boolean insert(Tx tx, StoredKey key, String name, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO passkey (credential_id, person_id, name, public_key, counter, synced, added_at)
                                VALUES (:id, :person, :name, :key, :counter, :synced, :now)
                                ON CONFLICT (credential_id) DO NOTHING
                                """)
                        .bind("id", key.id())
                        .bind("person", key.person().value())
                        .bind("name", name)
                        .bind("key", key.key())
                        .bind("counter", key.counter())
                        .bind("synced", key.synced())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    List<Passkey> listOf(Tx tx, UserId person) {
        return tx.handle()
                .createQuery("SELECT %s FROM passkey WHERE person_id = :person ORDER BY added_at, credential_id"
                        .formatted(COLUMNS))
                .bind("person", person.value())
                .map((row, context) -> passkey(row))
                .list();
    }

    Optional<StoredKey> find(Tx tx, String id) {
        return tx.handle()
                .createQuery("""
                        SELECT credential_id, person_id, public_key, counter, synced
                        FROM passkey WHERE credential_id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> new StoredKey(
                        row.getString("credential_id"),
                        new UserId(row.getInt("person_id")),
                        row.getString("public_key"),
                        row.getLong("counter"),
                        row.getBoolean("synced")))
                .findOne();
    }

    /** False when it is gone, or was used with this counter or a later one; one that does not count always has zero. */
    boolean use(Tx tx, String id, long counter, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE passkey SET counter = :counter, used_at = :now
                                WHERE credential_id = :id AND (counter < :counter OR (counter = 0 AND :counter = 0))
                                """)
                        .bind("id", id)
                        .bind("counter", counter)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    Optional<Passkey> delete(Tx tx, UserId person, String id) {
        return tx.handle()
                .createQuery("DELETE FROM passkey WHERE credential_id = :id AND person_id = :person RETURNING %s"
                        .formatted(COLUMNS))
                .bind("id", id)
                .bind("person", person.value())
                .map((row, context) -> passkey(row))
                .findOne();
    }

    /** False when it was spent before; one statement, so that of many at once one goes on. */
    boolean spend(Tx tx, String challenge, Instant expiresAt) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO passkey_challenge (digest, expires_at) VALUES (:digest, :expires)
                                ON CONFLICT (digest) DO NOTHING
                                """)
                        .bind("digest", challenge)
                        .bind("expires", expiresAt.toEpochMilli())
                        .execute()
                == 1;
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM passkey_challenge WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        long used = row.getLong("used_at");
        return new Passkey(
                row.getString("credential_id"),
                new UserId(row.getInt("person_id")),
                row.getString("name"),
                row.getBoolean("synced"),
                Instant.ofEpochMilli(row.getLong("added_at")),
                used == 0 ? null : Instant.ofEpochMilli(used));
    }
}
