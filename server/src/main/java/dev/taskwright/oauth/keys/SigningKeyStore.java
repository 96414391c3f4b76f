package dev.taskwright.oauth.keys;

import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code signing_key}. */
final class SigningKeyStore {

    List<SigningKey> all(Tx tx) {
        return tx.handle().createQuery("""
                        SELECT kid, algorithm, state, public_jwk, sealed_jwk, created_at, activated_at, retired_at
                        FROM signing_key ORDER BY created_at, kid""").map((row, context) -> key(row)).list();
    }

    /** Nothing happens when another node has made the active or announced key of this algorithm first. */
    boolean insertUnlessThere(Tx tx, SigningKey key) {
        Instant activated = key.activatedAt();
        return tx.handle()
                        .createUpdate("""
                        INSERT INTO signing_key (kid, algorithm, state, public_jwk, sealed_jwk, created_at, activated_at)
                        VALUES (:kid, :algorithm, :state, :public, :sealed, :created, :activated)
                        ON CONFLICT DO NOTHING""")
                        .bind("kid", key.kid())
                        .bind("algorithm", key.algorithm().name())
                        .bind("state", key.state().word())
                        .bind("public", key.publicJwk())
                        .bind("sealed", key.sealedJwk())
                        .bind("created", key.createdAt().toEpochMilli())
                        .bind("activated", activated == null ? null : (Long) activated.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Retires the active key of the same algorithm and makes this announced one active; false when it is no longer so. */
    boolean replaceActive(Tx tx, SigningKey announced, Instant now) {
        tx.handle()
                .createUpdate("""
                        UPDATE signing_key SET state = 'retired', retired_at = :now
                        WHERE algorithm = :algorithm AND state = 'active' AND EXISTS (
                            SELECT 1 FROM signing_key k WHERE k.kid = :kid AND k.state = 'announced')""")
                .bind("now", now.toEpochMilli())
                .bind("algorithm", announced.algorithm().name())
                .bind("kid", announced.kid())
                .execute();
        return tx.handle()
                        .createUpdate("""
                                UPDATE signing_key SET state = 'active', activated_at = :now
                                WHERE kid = :kid AND state = 'announced'""")
                        .bind("now", now.toEpochMilli())
                        .bind("kid", announced.kid())
                        .execute()
                == 1;
    }

    boolean retire(Tx tx, SigningKey key, Instant now) {
        return tx.handle()
                        .createUpdate("""
                                UPDATE signing_key SET state = 'retired', retired_at = :now
                                WHERE kid = :kid AND state <> 'retired'""")
                        .bind("now", now.toEpochMilli())
                        .bind("kid", key.kid())
                        .execute()
                == 1;
    }

    /** In the state in which it was seen. */
    boolean delete(Tx tx, SigningKey key) {
        return tx.handle()
                        .createUpdate("DELETE FROM signing_key WHERE kid = :kid AND state = :state")
                        .bind("kid", key.kid())
                        .bind("state", key.state().word())
                        .execute()
                == 1;
    }

    private static SigningKey key(ResultSet row) throws SQLException {
        return new SigningKey(
                row.getString("kid"),
                SignatureAlgorithm.valueOf(row.getString("algorithm")),
                SigningKey.State.stored(row.getString("state")),
                row.getString("public_jwk"),
                row.getString("sealed_jwk"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "activated_at"),
                instant(row, "retired_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
