package dev.taskwright.oauth.authentication;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;

/** The table {@code client_assertion}: a row lives as long as its assertion could be used again. */
final class AssertionStore {
    /** False when it was there already; one statement, so that of many at once one wins. */
    boolean use(Tx tx, String digest, Instant expiresAt) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO client_assertion (assertion_digest, expires_at) VALUES (:digest, :expires)
                                ON CONFLICT (assertion_digest) DO NOTHING""")
                        .bind("digest", digest)
                        .bind("expires", expiresAt.toEpochMilli())
                        .execute()
                == 1;
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM client_assertion WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
