package dev.taskwright.platform.db;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@link Db} asks of a database; the contracts are those of its methods of the same names. */
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresqlEngine {
    <T extends @Nullable Object> T read(Function<Tx, T> work);

    <T extends @Nullable Object> T write(Function<Tx, T> work);

    Dialect dialect();

    WriteFigures writeFigures();

    void copyTo(Path file);

    int lent();

    @Override
    void close();
}
