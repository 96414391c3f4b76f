package dev.taskwright.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqliteWriterTest {
    private static final Executor THREADS = Thread::startVirtualThread;

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Db db = data.db();
    private final Settings settings = new Settings();

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void whatWaitsTogetherIsCommittedTogether() {
        List<CompletableFuture<Void>> writes = whileTheWriterIsBusy(() -> {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(put("n" + i, "x"));
            }
            return waiting;
        });
        WriteFigures before = db.writeFigures();
        writes.forEach(CompletableFuture::join);
        WriteFigures after = db.writeFigures();
        assertThat(after.writes()).isEqualTo(51);
        assertThat(after.groups()).isBetween(2L, 3L);
        assertThat(before.groups()).isLessThanOrEqualTo(after.groups());
    }

    @Test
    void aFailureInAGroupIsRolledBackAloneAndOnlyItsCallerSeesIt() {
        List<CompletableFuture<Void>> writes = whileTheWriterIsBusy(() ->
                List.of(put("first", "x"), fail("second"), put("third", "x"), throwing(new AssertionError("a bug"))));
        writes.get(0).join();
        writes.get(2).join();
        assertThatThrownBy(writes.get(1)::join).hasCauseInstanceOf(ProblemException.class);
        assertThatThrownBy(writes.get(3)::join).hasCauseInstanceOf(AssertionError.class);
        assertThat(read("first")).isEqualTo("x");
        assertThat(read("second")).isNull();
        assertThat(read("third")).isEqualTo("x");
    }

    @Test
    void aGroupLostAsAWholeIsRunAgainOneByOne() {
        limitTo(40);
        List<CompletableFuture<Void>> writes = whileTheWriterIsBusy(() ->
                List.of(put("small", "x"), put("huge", "y".repeat(1 << 20)), put("other", "z")));
        writes.get(0).join();
        writes.get(2).join();
        assertThatThrownBy(writes.get(1)::join)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isInstanceOf(Problem.Unavailable.class);
        assertThat(read("small")).isEqualTo("x");
        assertThat(read("huge")).isNull();
        assertThat(read("other")).isEqualTo("z");
    }

    @Test
    void afterAFullDiskTheNextWriteThatFitsSucceeds() {
        limitTo(40);
        assertThatThrownBy(put("huge", "y".repeat(1 << 20))::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("disk is full");
        put("small", "x").join();
        assertThat(read("small")).isEqualTo("x");
    }

    @Test
    void anErrorOfTheMachineFailsItsWriteAndNothingElse() {
        AtomicInteger commits = new AtomicInteger();
        SqlLogger failing = new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (context.getRawSql().equals("COMMIT") && commits.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("pretended");
                }
            }
        };
        assertThatThrownBy(() -> db.write(tx -> {
                    tx.handle().getConfig(SqlStatements.class).setSqlLogger(failing);
                    return settings.putIfAbsent(tx, "lost", "x");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        put("kept", "x").join();
        assertThat(read("lost")).isNull();
        assertThat(read("kept")).isEqualTo("x");
    }

    @Test
    void aQueueThatStaysFullTurnsTheNextWriterAway() {
        List<CompletableFuture<Void>> writes = whileTheWriterIsBusy(() -> {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < SqliteWriter.LONGEST_QUEUE; i++) {
                waiting.add(put("n" + i, "x"));
            }
            while (db.writeFigures().waiting() < SqliteWriter.LONGEST_QUEUE) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(put("one too many", "x")::join)
                    .cause()
                    .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                    .extracting(ProblemException::problem)
                    .isInstanceOf(Problem.Unavailable.class);
            return waiting;
        });
        writes.forEach(CompletableFuture::join);
        assertThat(read("n1023")).isEqualTo("x");
        assertThat(read("one too many")).isNull();
    }

    @Test
    void aWriteInsideAWriteIsRefusedAtOnce() {
        assertThatThrownBy(() -> db.write(tx -> db.write(inner -> 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readersSeeNothingOfAGroupBeforeItsCommit() {
        AtomicInteger seen = new AtomicInteger(-1);
        db.write(tx -> {
            settings.put(tx, "colour", "red");
            Thread reader = Thread.ofPlatform().start(() -> seen.set(read("colour") == null ? 0 : 1));
            join(reader);
            return null;
        });
        assertThat(seen).hasValue(0);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Pages, of 4 096 bytes: SQLite then answers as on a full disk. */
    private void limitTo(int pages) {
        db.write(tx -> tx.handle()
                .createQuery("PRAGMA max_page_count = " + pages)
                .map((row, context) -> 0)
                .one());
    }

    private <T> T whileTheWriterIsBusy(java.util.function.Supplier<T> submit) {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> blocker = CompletableFuture.runAsync(
                () -> db.write(tx -> {
                    started.countDown();
                    await(go);
                    return null;
                }),
                THREADS);
        await(started);
        int waitingBefore = db.writeFigures().waiting();
        T submitted = submit.get();
        int expected = waitingBefore + (submitted instanceof List<?> list ? list.size() : 1);
        while (db.writeFigures().waiting() < expected) {
            Thread.onSpinWait();
        }
        go.countDown();
        blocker.join();
        return submitted;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Void> put(String name, String value) {
        return CompletableFuture.runAsync(
                () -> db.write(tx -> {
                    settings.put(tx, name, value);
                    return null;
                }),
                THREADS);
    }

    private CompletableFuture<Void> fail(String name) {
        return CompletableFuture.runAsync(
                () -> db.write(tx -> {
                    settings.put(tx, name, "x");
                    throw ProblemException.conflict("no");
                }),
                THREADS);
    }

    private CompletableFuture<Void> throwing(Error error) {
        return CompletableFuture.runAsync(
                () -> db.write(tx -> {
                    throw error;
                }),
                THREADS);
    }

    private String read(String name) {
        return db.read(tx -> settings.get(tx, name).orElse(null));
    }
}
