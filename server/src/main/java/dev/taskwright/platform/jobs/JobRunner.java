package dev.taskwright.platform.jobs;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.db.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the work of {@link Jobs} as long as it is open, on this node, beside the other nodes. */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    /** Work that another node wrote down, or that is to be tried again, is noticed this soon without a signal. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Longer than any handler takes; after it a node that stopped is taken to have stopped. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private static final int MOST_AT_ONCE = 32;

    /** The pauses after each failure; after the last one the work is given up. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private final Db db;
    private final InstantSource clock;
    private final Map<String, JobHandler> handlers = new HashMap<>();
    private final JobStore store = new JobStore();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore news = new Semaphore(0);
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile boolean open = true;

    public JobRunner(Db db, InstantSource clock, Collection<JobHandler> handlers) {
        this.db = db;
        this.clock = clock;
        handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
    }

    /** Begins to look for work. */
    public JobRunner start() {
        db.signals().on(Jobs.TOPIC, key -> news.release());
        workers.execute(this::look);
        return this;
    }

    /** Runs what is due now, a bounded bite, and returns how many it was; all of it has ended then. */
    public int runDue() {
        try {
            List<Future<?>> started = startDue();
            for (Future<?> each : started) {
                each.get();
            }
            return started.size();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts what is due, as much as there is room for; one that is slow takes up its own place only. */
    private List<Future<?>> startDue() throws InterruptedException {
        places.acquire();
        int free = 1 + places.drainPermits();
        List<Job> due = List.of();
        try {
            due = due(free);
        } finally {
            places.release(free - due.size());
        }
        List<Future<?>> started = new ArrayList<>();
        due.forEach(job -> started.add(workers.submit(() -> runInPlace(job))));
        return started;
    }

    private List<Job> due(int most) {
        Instant now = clock.instant();
        return db.read(tx -> store.anyDue(tx, now))
                ? db.write(tx -> store.take(tx, now, now.plus(LEASE), most))
                : List.of();
    }

    private void look() {
        while (open) {
            try {
                if (startDue().isEmpty() && news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (ProblemException busy) {
                LOG.warn("looking for work: {}", busy.getMessage());
                pause();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException e) {
                if (open) {
                    LOG.error("looking for work", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException stopped) {
            open = false;
        }
    }

    private void runInPlace(Job job) {
        try {
            run(job);
        } catch (RuntimeException e) {
            LOG.error("the outcome of a job could not be kept", e);
        } finally {
            places.release();
        }
    }

    private void run(Job job) {
        try {
            JobHandler handler = handlers.get(job.kind());
            if (handler == null) {
                throw new IllegalStateException("nobody does work of this kind");
            }
            handler.run(job.payload());
            db.write(tx -> {
                store.delete(tx, job);
                return job;
            });
        } catch (RuntimeException failed) {
            again(job, failed);
        }
    }

    private void again(Job job, RuntimeException failed) {
        boolean isLast = job.attempts() > PAUSES.size();
        LOG.warn(
                "{} failed, attempt {}{}: {}",
                job.kind(),
                job.attempts(),
                isLast ? ", the last" : "",
                failed.toString());
        db.write(tx -> {
            if (isLast) {
                store.delete(tx, job);
            } else {
                store.postpone(tx, job, clock.instant().plus(PAUSES.get(job.attempts() - 1)));
            }
            return job;
        });
    }

    /** Starts nothing more and returns when nothing runs; work that is cut off is done again later. */
    @Override
    public void close() {
        open = false;
        news.release();
        workers.shutdownNow();
        try {
            boolean ended = workers.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                LOG.warn("some work does not end; it is done again later");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
