package dev.taskwright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.ProblemException;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class SignalsTest {
    private final TestDatabase data;
    private final DatabaseKind kind;

    SignalsTest(DatabaseKind kind) {
        this.kind = kind;
        this.data = kind.fresh();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aCommittedSignalIsHeardAsTheWriteReturns() {
        List<String> heard = new CopyOnWriteArrayList<>();
        data.db().signals().on("token", heard::add);
        signal(data.db(), "a key with spaces");
        assertThat(heard).contains("a key with spaces");
    }

    @Test
    void aRolledBackSignalIsNotHeard() {
        List<String> heard = new CopyOnWriteArrayList<>();
        data.db().signals().on("token", heard::add);
        try {
            data.db().write(tx -> {
                tx.signal("token", "lost");
                throw ProblemException.conflict("no");
            });
        } catch (ProblemException expected) {
            assertThat(expected).hasMessage("no");
        }
        assertThat(heard).doesNotContain("lost");
    }

    @Test
    void aCacheForgetsWhatWasSignalled() {
        AtomicInteger loads = new AtomicInteger();
        SharedCache<Integer> cache = data.db().signals().cache("token", 10, Duration.ofMinutes(1));
        untilLive(data.db());
        cache.get("k", key -> loads.incrementAndGet());
        cache.get("k", key -> loads.incrementAndGet());
        assertThat(loads).hasValue(1);
        signal(data.db(), "k");
        cache.get("k", key -> loads.incrementAndGet());
        assertThat(loads.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theOtherNodeHearsOfIt() throws InterruptedException {
        if (kind == DatabaseKind.SQLITE) {
            assertThat(data.db().signals().live())
                    .as("one process has no channel to lose")
                    .isTrue();
            return;
        }
        try (Db other = data.secondNode()) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            other.signals().on("token", key -> heard.add(String.valueOf(key)));
            untilLive(other);
            signal(data.db(), "k");
            // What was heard as the channel came up may come first.
            String key = heard.poll(10, TimeUnit.SECONDS);
            while ("null".equals(key)) {
                key = heard.poll(10, TimeUnit.SECONDS);
            }
            assertThat(key).isEqualTo("k");
        }
    }

    private static void signal(Db db, String key) {
        db.write(tx -> {
            tx.signal("token", key);
            return null;
        });
    }

    private static void untilLive(Db db) {
        while (!db.signals().live()) {
            Thread.onSpinWait();
        }
    }
}
