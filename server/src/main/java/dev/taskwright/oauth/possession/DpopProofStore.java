package dev.taskwright.oauth.possession;

import dev.taskwright.platform.db.Tx;
import java.time.Instant;

/** The table {@code dpop_proof}: a row lives as long as its proof could be shown again. */
final class DpopProofStore {
    /** False when it was there already; one statement, so that of many at once one wins. */
    boolean use(Tx tx, String digest, Instant expiresAt) {
        return tx.handle()
                        .createUpdate("""
                                INSERT INTO dpop_proof (proof_digest, expires_at) VALUES (:digest, :expires)
                                ON CONFLICT (proof_digest) DO NOTHING""")
                        .bind("digest", digest)
                        .bind("expires", expiresAt.toEpochMilli())
                        .execute()
                == 1;
    }

    int forget(Tx tx, Instant now) {
        return tx.handle()
                .createUpdate("DELETE FROM dpop_proof WHERE expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
