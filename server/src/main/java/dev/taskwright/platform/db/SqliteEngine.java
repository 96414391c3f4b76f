package dev.taskwright.platform.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** SQLite in WAL mode: a pool of readers that each see a snapshot, and one writer thread that commits in groups. */
final class SqliteEngine implements Engine {
    private static final int READERS = 8;

    private final SqliteReaders readers;
    private final SqliteWriter writer;

    private SqliteEngine(SqliteReaders readers, SqliteWriter writer) {
        this.readers = readers;
        this.writer = writer;
    }

    static SqliteEngine open(DatabaseAddress.Sqlite address, Signals signals) {
        Path file = address.file();
        try {
            Migrations.sqlite(file);
            SqliteWriter writer = SqliteWriter.start(handle(file, false));
            SqliteReaders readers = new SqliteReaders(READERS, () -> handle(file, true));
            return new SqliteEngine(readers, writer);
        } catch (SQLException e) {
            throw new DatabaseRefused("cannot open " + file + ": " + e.getMessage(), e);
        }
    }

    static Connection connect(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-8000");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "67108864");
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        if (readOnly) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
        }
        return connection;
    }

    private static Handle handle(Path file, boolean readOnly) throws SQLException {
        Connection connection = connect(file, readOnly);
        return Jdbi.create(() -> connection).open();
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return readers.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<Tx, T> work) {
        return writer.write(work);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public WriteFigures writeFigures() {
        return writer.figures();
    }

    @Override
    public void copyTo(Path file) {
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " exists already");
        }
        readers.withIdleHandle(handle -> {
            handle.execute("PRAGMA query_only = OFF");
            try {
                handle.createUpdate("VACUUM INTO :file")
                        .bind("file", file.toString())
                        .execute();
            } finally {
                handle.execute("PRAGMA query_only = ON");
            }
        });
    }

    @Override
    public int lent() {
        return readers.lent();
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
