package dev.taskwright.oauth.possession;

import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Dialect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proofs that were used: RFC 9449, 11.1. Nodes that share a PostgreSQL share them as well, in one statement each; on SQLite
 * there is one node, and its memory is enough. A proof from before its start is refused, since another process may have
 * taken it.
 */
final class UsedProofs {
    private static final int MOST_IN_MEMORY = 500_000;
    private static final int SWEEP_AFTER = 10_000;

    private final Db db;
    private final InstantSource clock;
    private final Duration oldest;
    private final ProofMemory memory;
    private final DpopProofStore store = new DpopProofStore();
    private final AtomicInteger sinceSweep = new AtomicInteger();

    /** @param oldest age from which a proof is refused anyway */
    UsedProofs(Db db, InstantSource clock, Duration oldest) {
        this.db = db;
        this.clock = clock;
        this.oldest = oldest;
        this.memory = new ProofMemory(MOST_IN_MEMORY, clock.instant().getEpochSecond());
    }

    /** True once for each proof. */
    boolean use(DpopProof proof) {
        byte[] digest = Digests.sha256((proof.key().thumbprint() + " " + proof.id()).getBytes(StandardCharsets.UTF_8));
        if (isAlone()) {
            long second = clock.instant().minus(oldest).getEpochSecond();
            return memory.add(ByteBuffer.wrap(digest).getLong(), proof.at().getEpochSecond(), second);
        }
        if (sinceSweep.incrementAndGet() % SWEEP_AFTER == 0) {
            forget();
        }
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        Instant end = proof.at().plus(oldest);
        return db.write(tx -> store.use(tx, name, end));
    }

    /** Removes what is too old to be used again from what nodes share; returns how many. */
    int forget() {
        if (isAlone()) {
            return 0;
        }
        Instant now = clock.instant();
        return db.write(tx -> store.forget(tx, now));
    }

    private boolean isAlone() {
        return db.dialect() == Dialect.SQLITE;
    }
}
