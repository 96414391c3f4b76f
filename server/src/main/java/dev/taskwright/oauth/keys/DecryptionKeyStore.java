package dev.taskwright.oauth.keys;

import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table {@code decryption_key}. */
final class DecryptionKeyStore {

    /** The latest of each kind first. */
    List<DecryptionKey> all(Tx tx) {
        return tx.handle()
                .createQuery("SELECT * FROM decryption_key ORDER BY generation DESC, kind")
                .map((row, context) -> key(row))
                .list();
    }

    /** Nothing happens when another node has made this generation first. */
    boolean insertUnlessThere(Tx tx, DecryptionKey key) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO decryption_key (kid, kind, generation, public_jwk, sealed_jwk, created_at)
                                VALUES (:kid, :kind, :generation, :public, :sealed, :created)
                                ON CONFLICT DO NOTHING""")
                        .bind("kid", key.kid())
                        .bind("kind", key.kind().name())
                        .bind("generation", key.generation())
                        .bind("public", key.publicJwk())
                        .bind("sealed", key.sealedJwk())
                        .bind("created", key.createdAt().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Drops those that were followed by another one before then. */
    int forgetFollowed(Tx tx, Instant before) {
        return tx.handle()
                .createUpdate("""
                        DELETE FROM decryption_key WHERE EXISTS (
                            SELECT 1 FROM decryption_key later
                            WHERE later.kind = decryption_key.kind AND later.generation > decryption_key.generation
                              AND later.created_at <= :before)""")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static DecryptionKey key(ResultSet row) throws SQLException {
        return new DecryptionKey(
                row.getString("kid"),
                DecryptionKey.Kind.valueOf(row.getString("kind")),
                row.getInt("generation"),
                row.getString("public_jwk"),
                row.getString("sealed_jwk"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
