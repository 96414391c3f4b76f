package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9449, 11.1. */
@EachDatabase
class UsedProofsTest {
    private final TestDatabase data;
    private final FakeClock clock = new FakeClock();
    private final DpopKey key = new DpopKey(clock);
    private final UsedProofs used;

    UsedProofsTest(DatabaseKind kind) {
        data = kind.fresh();
        used = new UsedProofs(data.db(), clock, Possession.OLDEST);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private DpopProof proof(DpopKey by, String id) {
        return new DpopProof(
                by.confirmation(), JWSAlgorithm.ES256, id, "GET", "https://work.example/", clock.instant(), null, null);
    }

    @Test
    void aProofIsUsedOnceAndAnIdOncePerKey() {
        assertThat(used.use(proof(key, "one"))).isTrue();
        assertThat(used.use(proof(key, "one"))).isFalse();
        assertThat(used.use(proof(key, "two"))).isTrue();
        assertThat(used.use(proof(new DpopKey(clock), "one"))).isTrue();
    }

    @Test
    void of64AtOnceOneWins() throws Exception {
        DpopProof proof = proof(key, "one");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> attempts = new ArrayList<>();
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    return used.use(proof);
                }));
            }
            start.countDown();
            for (Future<Boolean> attempt : attempts) {
                won += attempt.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    /** Until the proof is too old by itself, and no longer. */
    @Test
    void whatIsForgottenCouldNotBeUsedAgain() {
        DpopProof proof = proof(key, "one");
        used.use(proof);

        clock.advance(Possession.OLDEST.minus(Duration.ofSeconds(1)));
        used.forget();
        assertThat(used.use(proof)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        used.forget();
        assertThat(used.forget()).as("rows left").isZero();
    }

    /** On SQLite by its memory's beginning, on PostgreSQL by the table. */
    @Test
    void aProofThatWasUsedBeforeARestartIsRefusedAfterIt() {
        DpopProof proof = proof(key, "one");
        used.use(proof);
        clock.advance(Duration.ofSeconds(3));

        UsedProofs restarted = new UsedProofs(data.db(), clock, Possession.OLDEST);

        assertThat(restarted.use(proof)).isFalse();
        assertThat(restarted.use(proof(key, "two"))).isTrue();
    }
}
