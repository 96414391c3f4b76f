package dev.taskwright.oauth.possession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proofs and nonces where two processes share one PostgreSQL and one key file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoNodesTest {
    private static final String PATH = "/oauth2/token";
    private static final String URL = Provider.ISSUER + PATH;

    private final TestDatabase data = DatabaseKind.POSTGRESQL_C.fresh();
    private final Db secondDb = data.secondNode();
    private final KeyFile keyFile = Provider.keyFile();
    private final FakeClock clock = new FakeClock();
    private final Possession one = node(data.db());
    private final Possession two = node(secondDb);
    private final DpopKey key = new DpopKey(clock);

    private Possession node(Db db) {
        CryptoProviders providers = CryptoProviders.choose(CryptoProviders.Choice.AUTO);
        return new Provider(db, clock, keyFile, providers, false).possession;
    }

    @AfterEach
    void close() {
        secondDb.close();
        data.close();
    }

    private static DpopProof checked(Possession node, String proof) {
        return node.check(List.of(proof), "POST", PATH, null).orElseThrow();
    }

    @Test
    void aProofThatOneNodeHasSeenIsRefusedByTheOther() {
        String proof = key.proof("POST", URL, null);
        one.use(checked(one, proof));

        assertThatThrownBy(() -> two.use(checked(two, proof))).isInstanceOf(OAuthException.class);
    }

    @Test
    void of64UsesOnBothNodesOneWins() throws Exception {
        String proof = key.proof("POST", URL, null);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> attempts = new ArrayList<>();
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                Possession node = i % 2 == 0 ? one : two;
                attempts.add(threads.submit(() -> {
                    start.await();
                    return isUsed(node, proof);
                }));
            }
            start.countDown();
            for (Future<Boolean> attempt : attempts) {
                won += attempt.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    private static boolean isUsed(Possession node, String proof) {
        try {
            node.use(checked(node, proof));
            return true;
        } catch (OAuthException used) {
            return false;
        }
    }

    @Test
    void aNonceOfOneNodeIsGoodOnTheOther() {
        assertThat(two.nonce()).isEqualTo(one.nonce());
        assertThat(checked(two, key.proof("POST", URL, null, one.nonce())).key())
                .isEqualTo(key.confirmation());
    }
}
