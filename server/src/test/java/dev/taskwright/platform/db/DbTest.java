package dev.taskwright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class DbTest {
    private final TestDatabase data;
    private final Settings settings = new Settings();

    DbTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** Each storey numbers its own migrations, so that a database of an earlier version lacks some in the middle. */
    @Test
    void aMigrationWithALowerNumberIsMadeUpFor() {
        data.db().write(tx -> {
            tx.handle().execute("DROP TABLE job");
            return tx.handle().execute("DELETE FROM flyway_schema_history WHERE version = '0003'");
        });
        try (Db again = data.secondNode()) {
            assertThat(again.<Integer>read(tx -> tx.handle()
                            .createQuery("SELECT count(*) FROM job")
                            .mapTo(Integer.class)
                            .one()))
                    .isZero();
        }
    }

    @Test
    void whatWasWrittenIsRead() {
        write("colour", "blue");
        assertThat(read("colour")).isEqualTo("blue");
    }

    @Test
    void aFailedWriteLeavesNothingAndReachesItsCaller() {
        assertThatThrownBy(() -> data.db().write(tx -> {
                    settings.put(tx, "colour", "red");
                    throw ProblemException.conflict("no");
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(read("colour")).isNull();
    }

    @Test
    void manyWritersLoseNothingAndOnlyTheFailingOnesFail() throws Exception {
        AtomicInteger failed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> work = IntStream.range(0, 300)
                    .mapToObj(i -> (Callable<Object>) () -> writeOrFail(i, failed))
                    .toList();
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(failed).hasValue(30);
        for (int i = 0; i < 300; i++) {
            assertThat(read("n" + i)).isEqualTo(i % 10 == 7 ? null : "" + i);
        }
    }

    private Object writeOrFail(int i, AtomicInteger failed) {
        try {
            return data.db().write(tx -> {
                settings.put(tx, "n" + i, "" + i);
                if (i % 10 == 7) {
                    throw ProblemException.conflict("no");
                }
                return i;
            });
        } catch (ProblemException e) {
            return failed.incrementAndGet();
        }
    }

    @Test
    void aReadSeesOneSnapshot() {
        write("colour", "blue");
        data.db().read(tx -> {
            settings.get(tx, "colour");
            write("colour", "green");
            assertThat(settings.get(tx, "colour")).contains("blue");
            return null;
        });
        assertThat(read("colour")).isEqualTo("green");
    }

    @Test
    void aReaderCannotWrite() {
        assertThatThrownBy(() -> data.db().read(tx -> {
                    settings.put(tx, "colour", "red");
                    return null;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(read("colour")).isNull();
    }

    @Test
    void afterCommitRunsOnceAndOnlyAfterSuccess() {
        AtomicInteger runs = new AtomicInteger();
        data.db().write(tx -> {
            tx.afterCommit(runs::incrementAndGet);
            return null;
        });
        assertThatThrownBy(() -> data.db().write(tx -> {
                    tx.afterCommit(runs::incrementAndGet);
                    throw ProblemException.conflict("no");
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(runs).hasValue(1);
    }

    private void write(String name, String value) {
        data.db().write(tx -> {
            settings.put(tx, name, value);
            return null;
        });
    }

    private String read(String name) {
        return data.db().read(tx -> settings.get(tx, name).orElse(null));
    }
}
