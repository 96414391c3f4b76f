package dev.taskwright.oauth.tokens;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code opaque_token}. */
final class OpaqueTokenStore {
    /** @param claims as JSON */
    record Row(String digest, @Nullable String authorizationId, String claims, Instant expiresAt) {}

    void insert(Tx tx, Row row) {
        tx.handle()
                .createUpdate("""
                        INSERT INTO opaque_token (token_digest, authorization_id, claims, expires_at)
                        VALUES (:digest, :authorization, :claims, :expires)""")
                .bind("digest", row.digest())
                .bind("authorization", row.authorizationId())
                .bind("claims", row.claims())
                .bind("expires", row.expiresAt().toEpochMilli())
                .execute();
    }

    /** The claims of a token. */
    Optional<String> find(Tx tx, String digest) {
        return tx.handle()
                .createQuery("SELECT claims FROM opaque_token WHERE token_digest = :digest")
                .bind("digest", digest)
                .mapTo(String.class)
                .findOne();
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM opaque_token WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
