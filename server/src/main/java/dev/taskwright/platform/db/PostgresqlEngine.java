package dev.taskwright.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.taskwright.base.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL through two connection pools. Reads are REPEATABLE READ, so that one read sees one snapshot; writes are READ
 * COMMITTED, and those that meet a deadlock or a serialization failure are run again.
 */
final class PostgresqlEngine implements Engine {
    private static final int MOST_TRIES = 5;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlEngine.class);

    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final Jdbi reading;
    private final Jdbi writing;
    private final PostgresqlChannel channel;
    private final AtomicLong writes = new AtomicLong();

    private PostgresqlEngine(HikariDataSource readers, HikariDataSource writers, PostgresqlChannel channel) {
        this.readers = readers;
        this.writers = writers;
        this.reading = Jdbi.create(readers);
        this.writing = Jdbi.create(writers);
        this.channel = channel;
    }

    static PostgresqlEngine open(DatabaseAddress.Postgresql address, Signals signals) {
        HikariDataSource writers = pool(address, "writers", "TRANSACTION_READ_COMMITTED");
        try {
            Migrations.postgresql(writers);
            HikariDataSource readers = pool(address, "readers", "TRANSACTION_REPEATABLE_READ");
            return new PostgresqlEngine(readers, writers, PostgresqlChannel.open(address.url(), signals));
        } catch (RuntimeException e) {
            writers.close();
            throw e;
        }
    }

    /** The isolation level is set once per connection, which spares every transaction a round trip. */
    private static HikariDataSource pool(DatabaseAddress.Postgresql address, String name, String isolation) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setMaximumPoolSize(address.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setAutoCommit(false);
        config.setTransactionIsolation(isolation);
        config.setReadOnly(name.equals("readers"));
        config.setPoolName(name);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new DatabaseRefused("cannot reach " + address + ": " + rootMessage(e), e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return inTransaction(reading, handle -> work.apply(new Tx(handle, false)));
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = inTransaction(writing, handle -> {
                    Tx tx = new Tx(handle, true);
                    T done = work.apply(tx);
                    tx.signals().forEach(signal -> PostgresqlChannel.send(handle, signal));
                    return done;
                });
                writes.incrementAndGet();
                return result;
            } catch (RuntimeException e) {
                if (attempt == MOST_TRIES || !PostgresqlFailure.isWorthAnotherTry(e)) {
                    throw e;
                }
            }
        }
    }

    private static <T extends @Nullable Object> T inTransaction(Jdbi jdbi, Function<Handle, T> work) {
        try (Handle handle = jdbi.open()) {
            try {
                T result = work.apply(handle);
                handle.commit();
                return result;
            } catch (Throwable e) {
                handle.rollback();
                throw e;
            }
        } catch (JdbiException e) {
            if (PostgresqlFailure.isOfTheMachine(e)) {
                LOG.warn("The database cannot be used just now: {}", e.getMessage());
                throw ProblemException.unavailable("The database cannot be used just now", LONGEST_WAIT);
            }
            throw e;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public WriteFigures writeFigures() {
        return new WriteFigures(
                writes.get(), writes.get(), writers.getHikariPoolMXBean().getThreadsAwaitingConnection());
    }

    @Override
    public void copyTo(Path file) {
        throw new UnsupportedOperationException("a PostgreSQL database is copied by pg_dump");
    }

    @Override
    public int lent() {
        return readers.getHikariPoolMXBean().getActiveConnections()
                + writers.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        channel.close();
        readers.close();
        writers.close();
    }
}
