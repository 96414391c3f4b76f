package dev.taskwright.testkit;

import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.db.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Migrates one SQLite file once and copies it for each test. */
final class SqliteTemplate {
    private static final Path TEMPLATE = make();

    private SqliteTemplate() {}

    static TestDatabase fresh() {
        try {
            Path folder = Files.createTempDirectory("taskwright-test");
            Path file = folder.resolve("taskwright.db");
            Files.copy(TEMPLATE, file);
            return new TestDatabase(new DatabaseAddress.Sqlite(file), () -> delete(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("taskwright-template");
            Path file = folder.resolve("template.db");
            Path copy = folder.resolve("copy.db");
            try (Db db = Db.open(new DatabaseAddress.Sqlite(file))) {
                db.copyTo(copy);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(SqliteTemplate::deleteOne);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
