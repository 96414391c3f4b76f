package dev.taskwright.platform.db;

import dev.taskwright.base.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A fixed number of read-only connections, opened when first needed, the warmest lent first. */
final class SqliteReaders {
    interface Opener {
        Handle open() throws SQLException;
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final LinkedBlockingDeque<Handle> idle = new LinkedBlockingDeque<>();
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final int most;
    private final Opener opener;

    SqliteReaders(int most, Opener opener) {
        this.most = most;
        this.opener = opener;
    }

    <T extends @Nullable Object> T read(Function<Tx, T> work) {
        Handle handle = borrow();
        try {
            handle.execute("BEGIN");
            try {
                return work.apply(new Tx(handle, false));
            } finally {
                handle.execute("ROLLBACK");
            }
        } finally {
            giveBack(handle);
        }
    }

    void withIdleHandle(Consumer<Handle> work) {
        Handle handle = borrow();
        try {
            work.accept(handle);
        } finally {
            giveBack(handle);
        }
    }

    int lent() {
        return lent.get();
    }

    private Handle borrow() {
        Handle handle = idle.pollFirst();
        if (handle == null) {
            handle = opened.incrementAndGet() <= most ? open() : await();
        }
        lent.incrementAndGet();
        return handle;
    }

    private Handle open() {
        try {
            return opener.open();
        } catch (SQLException e) {
            opened.decrementAndGet();
            throw new DatabaseRefused("cannot open a reading connection: " + e.getMessage(), e);
        }
    }

    private Handle await() {
        opened.decrementAndGet();
        try {
            Handle handle = idle.pollFirst(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (handle == null) {
                throw ProblemException.unavailable("The server is busy; try again", Duration.ofSeconds(5));
            }
            return handle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("The server is stopping", Duration.ofSeconds(5));
        }
    }

    private void giveBack(Handle handle) {
        lent.decrementAndGet();
        idle.addFirst(handle);
    }

    void close() {
        for (Handle handle = idle.pollFirst(); handle != null; handle = idle.pollFirst()) {
            handle.close();
        }
    }
}
