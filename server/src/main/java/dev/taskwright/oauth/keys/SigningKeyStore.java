package dev.taskwright.oauth.keys;

import dev.taskwright.platform.db.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The table {@code signing_key}. */
final class SigningKeyStore {

    List<SigningKey> all(Tx tx) {
        return tx.handle().createQuery("""
                        SELECT kid, algorithm, state, public_jwk, sealed_jwk, created_at
                        FROM signing_key ORDER BY created_at, kid""").map((row, context) -> key(row)).list();
    }

    /** Nothing happens when another node has made the active key of this algorithm first. */
    void insertUnlessThere(Tx tx, SigningKey key) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO signing_key (kid, algorithm, state, public_jwk, sealed_jwk, created_at)
                        VALUES (:kid, :algorithm, :state, :public, :sealed, :created)
                        ON CONFLICT DO NOTHING""")
                .bind("kid", key.kid())
                .bind("algorithm", key.algorithm().name())
                .bind("state", key.state().word())
                .bind("public", key.publicJwk())
                .bind("sealed", key.sealedJwk())
                .bind("created", key.createdAt().toEpochMilli())
                .execute();
    }

    private static SigningKey key(ResultSet row) throws SQLException {
        return new SigningKey(
                row.getString("kid"),
                SignatureAlgorithm.valueOf(row.getString("algorithm")),
                SigningKey.State.stored(row.getString("state")),
                row.getString("public_jwk"),
                row.getString("sealed_jwk"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
