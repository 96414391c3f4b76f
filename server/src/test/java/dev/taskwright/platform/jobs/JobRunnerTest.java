package dev.taskwright.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@EachDatabase
final class JobRunnerTest {
    private final TestDatabase data;
    private final Db db;
    private final FakeClock clock = new FakeClock();
    private final Jobs jobs = new Jobs(clock);
    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    JobRunnerTest(DatabaseKind kind) {
        data = kind.fresh();
        db = data.db();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private JobRunner runner() {
        return new JobRunner(db, clock, List.of(new JobHandler() {
            @Override
            public String kind() {
                return "post";
            }

            @Override
            public void run(String payload) {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("not now");
                }
                done.add(payload);
            }
        }));
    }

    private void add(String payload) {
        db.write(tx -> {
            jobs.add(tx, "post", payload);
            return payload;
        });
    }

    @Test
    void workIsDoneOnce() {
        add("a");
        add("b");
        try (JobRunner runner = runner()) {
            assertThat(runner.runDue()).isEqualTo(2);
            assertThat(runner.runDue()).isZero();
        }
        assertThat(done).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatIsRolledBackIsNeverDone() {
        try {
            db.write(tx -> {
                jobs.add(tx, "post", "a");
                throw new IllegalStateException("changed my mind");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("changed my mind");
        }
        try (JobRunner runner = runner()) {
            assertThat(runner.runDue()).isZero();
        }
    }

    @Test
    void whatFailsIsTriedAgainAfterAPauseThatGrows() {
        failures.set(2);
        add("a");
        try (JobRunner runner = runner()) {
            assertThat(runner.runDue()).isEqualTo(1);
            assertThat(runner.runDue()).isZero();
            clock.advance(Duration.ofSeconds(5));
            assertThat(runner.runDue()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(5));
            assertThat(runner.runDue()).isZero();
            clock.advance(Duration.ofSeconds(25));
            assertThat(runner.runDue()).isEqualTo(1);
        }
        assertThat(done).containsExactly("a");
    }

    @Test
    void whatAlwaysFailsIsGivenUp() {
        failures.set(100);
        add("a");
        int attempts = 0;
        try (JobRunner runner = runner()) {
            for (int i = 0; i < 50; i++) {
                attempts += runner.runDue();
                clock.advance(Duration.ofHours(6));
            }
        }
        assertThat(attempts).isEqualTo(7);
    }

    @Test
    void workOfANodeThatStoppedIsTakenOver() {
        add("a");
        List<Job> taken = db.write(
                tx -> new JobStore().take(tx, clock.instant(), clock.instant().plus(Duration.ofMinutes(2)), 10));
        assertThat(taken).hasSize(1);
        try (JobRunner runner = runner()) {
            assertThat(runner.runDue()).isZero();
            clock.advance(Duration.ofMinutes(2));
            assertThat(runner.runDue()).isEqualTo(1);
        }
    }

    @Test
    void slowWorkHoldsUpNothingElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        JobHandler patient = new JobHandler() {
            @Override
            public String kind() {
                return "post";
            }

            @Override
            public void run(String payload) {
                begun.countDown();
                if (payload.equals("slow")) {
                    await(other);
                } else {
                    other.countDown();
                }
                done.add(payload);
            }
        };
        add("slow");
        try (JobRunner runner = new JobRunner(db, clock, List.of(patient))) {
            runner.start();
            await(begun);
            add("quick");
            await(other);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyWhoLookAtOnceTakeEachPieceOnce() throws Exception {
        IntStream.range(0, 60).forEach(i -> add("job " + i));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> look = () -> {
                try (JobRunner runner = runner()) {
                    int taken = runner.runDue();
                    return taken + runner.runDue();
                }
            };
            int all = 0;
            for (Future<Integer> each :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> look).toList())) {
                all += each.get();
            }
            assertThat(all).isEqualTo(60);
        }
        assertThat(done).hasSize(60).doesNotHaveDuplicates();
    }
}
