package dev.taskwright.testkit;

import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What every table of a database holds, as a number each, to see whether anything has changed. */
public final class Fingerprint {
    private Fingerprint() {}

    public static Map<String, Integer> of(Db db) {
        return db.read(tx -> {
            Map<String, Integer> tables = new TreeMap<>();
            String names = db.dialect() == Dialect.SQLITE
                    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                    : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
            List<String> found =
                    tx.handle().createQuery(names).mapTo(String.class).list();
            for (String table : found) {
                tables.put(
                        table,
                        tx.handle().createQuery("SELECT * FROM \"" + table + "\"").mapToMap().stream()
                                .mapToInt(Fingerprint::of)
                                .sum());
            }
            return tables;
        });
    }

    private static int of(Map<String, Object> row) {
        return row.entrySet().stream()
                .mapToInt(column -> column.getKey().hashCode() * 31 + of(column.getValue()))
                .sum();
    }

    private static int of(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(value);
    }
}
