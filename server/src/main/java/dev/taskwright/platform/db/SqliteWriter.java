package dev.taskwright.platform.db;

import dev.taskwright.base.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to SQLite.
 *
 * <p>It takes whatever is waiting, up to a limit, runs each transaction under a savepoint of one SQLite transaction, and
 * commits them together: one fsync for the group. A transaction that fails is rolled back to its savepoint and only its
 * caller sees the error. Nobody is answered before the commit. When SQLite drops the whole transaction (full disk, I/O
 * error) every member is run again on its own, so that only those fail which really cannot be written.
 *
 * <p>A native call pins a virtual thread's carrier; that is why this is a platform thread and callers wait.
 */
final class SqliteWriter {
    static final int LARGEST_GROUP = 128;
    static final int LONGEST_QUEUE = 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    private final BlockingQueue<WriteJob<?>> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong groups = new AtomicLong();
    private final Handle handle;
    private final Thread thread;
    private volatile boolean closing;

    private SqliteWriter(Handle handle) {
        this.handle = handle;
        this.thread = Thread.ofPlatform().name("taskwright-writer").daemon().unstarted(this::run);
    }

    static SqliteWriter start(Handle handle) {
        requireDurable(handle);
        SqliteWriter writer = new SqliteWriter(handle);
        writer.thread.start();
        return writer;
    }

    /** Reads the live settings back: a promise of durability rests on them. */
    private static void requireDurable(Handle handle) {
        String journal = pragma(handle, "journal_mode");
        String synchronous = pragma(handle, "synchronous");
        if (!journal.equalsIgnoreCase("wal") || !synchronous.equals("2")) {
            throw new DatabaseRefused("SQLite runs with journal_mode=" + journal + ", synchronous=" + synchronous
                    + " instead of wal and 2 (FULL); is the file on a network or read-only file system?");
        }
    }

    private static String pragma(Handle handle, String name) {
        return handle.createQuery("PRAGMA " + name)
                .map((row, context) -> row.getString(1))
                .one();
    }

    <T extends @Nullable Object> T write(Function<Tx, T> work) {
        if (Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a write inside a write");
        }
        WriteJob<T> job = new WriteJob<>(work);
        try {
            if (closing || !queue.offer(job, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.unavailable("The server is busy writing; try again", LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The server is stopping", LONGEST_WAIT);
        }
        return job.await();
    }

    WriteFigures figures() {
        return new WriteFigures(writes.get(), groups.get(), queue.size());
    }

    private void run() {
        List<WriteJob<?>> group = new ArrayList<>(LARGEST_GROUP);
        while (!closing || !queue.isEmpty()) {
            group.clear();
            try {
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
            } catch (InterruptedException e) {
                closing = true;
                continue;
            }
            commitOrFail(group);
        }
        handle.close();
    }

    /** Whatever happens, this thread goes on and nobody waits for ever: memory may have run out, say. */
    private void commitOrFail(List<WriteJob<?>> group) {
        try {
            commit(group);
        } catch (Error broken) {
            LOG.error("a group of writes was lost", broken);
            rollBack();
            group.forEach(job -> {
                job.fail(broken);
                job.answer();
            });
        }
    }

    private void commit(List<WriteJob<?>> group) {
        if (group.size() == 1 || !commitTogether(group)) {
            group.forEach(this::commitAlone);
        }
    }

    /** False when the group was lost as a whole; nothing of it is then in the database. */
    private boolean commitTogether(List<WriteJob<?>> group) {
        try {
            handle.execute("BEGIN IMMEDIATE");
            for (WriteJob<?> job : group) {
                handle.execute("SAVEPOINT job");
                if (!job.run(handle)) {
                    handle.execute("ROLLBACK TO job");
                }
                handle.execute("RELEASE job");
            }
            handle.execute("COMMIT");
        } catch (RuntimeException e) {
            rollBack();
            return false;
        }
        count(group.size());
        group.forEach(WriteJob::answer);
        return true;
    }

    private void commitAlone(WriteJob<?> job) {
        try {
            handle.execute("BEGIN IMMEDIATE");
            if (job.run(handle)) {
                handle.execute("COMMIT");
                count(1);
            } else {
                rollBack();
            }
        } catch (RuntimeException e) {
            rollBack();
            job.fail(SqliteFailure.explain(e));
        }
        job.answer();
    }

    private void rollBack() {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException alreadyRolledBack) {
            // SQLite ends the transaction itself after a full disk or an I/O error.
        }
    }

    private void count(int committed) {
        writes.addAndGet(committed);
        groups.incrementAndGet();
    }

    void close() {
        closing = true;
        // Wakes the thread when there is nothing else to do; a full queue needs no waking.
        queue.offer(new WriteJob<>(tx -> true));
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A write that slipped in while the thread ended would otherwise wait for ever.
        for (WriteJob<?> job = queue.poll(); job != null; job = queue.poll()) {
            job.fail(ProblemException.unavailable("The server is stopping", LONGEST_WAIT));
            job.answer();
        }
    }
}
