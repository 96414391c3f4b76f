package dev.taskwright.platform.db;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The data, behind two doors.
 *
 * <p>{@link #read} sees one consistent snapshot. {@link #write} returns only when the change is durable: fsynced on
 * SQLite, committed on PostgreSQL. The function given to {@code write} may run more than once (a lost group, a
 * serialization conflict), so it holds no hashing, parsing, outbound call or other side effect; what must follow a commit
 * goes to {@link Tx#afterCommit}. Any exception rolls back this transaction alone and reaches this caller alone.
 *
 * <p>Both throw {@code ProblemException(Unavailable)} when the database cannot take the work within 5 seconds.
 */
public final class Db implements AutoCloseable {
    private final Engine engine;
    private final Signals signals;

    private Db(Engine engine, Signals signals) {
        this.engine = engine;
        this.signals = signals;
    }

    /**
     * Opens and, where needed, migrates the database.
     *
     * @throws DatabaseRefused when it cannot be used: not writable, newer schema, settings that would lose writes
     */
    public static Db open(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.Sqlite sqlite -> {
                Signals signals = new Signals();
                yield new Db(SqliteEngine.open(sqlite, signals), signals);
            }
            case DatabaseAddress.Postgresql postgresql -> {
                Signals signals = new Signals();
                yield new Db(PostgresqlEngine.open(postgresql, signals), signals);
            }
        };
    }

    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return engine.read(work);
    }

    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        Tx[] last = new Tx[1];
        T result = engine.write(tx -> {
            last[0] = tx;
            return work.apply(tx);
        });
        last[0].runAfterCommit(signals);
        return result;
    }

    public Signals signals() {
        return signals;
    }

    public Dialect dialect() {
        return engine.dialect();
    }

    /** Figures for metrics since the start of the process. */
    public WriteFigures writeFigures() {
        return engine.writeFigures();
    }

    /** A consistent copy of an SQLite database while it is in use; the file must not exist yet. */
    public void copyTo(Path file) {
        engine.copyTo(file);
    }

    /** Connections that are lent out at this moment; 0 when nobody works, which tests use to find leaks. */
    public int lent() {
        return engine.lent();
    }

    @Override
    public void close() {
        engine.close();
    }
}
