package dev.taskwright.acceptance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The database as a killed server left it: a copy, so that looking at it heals nothing. The one place that knows tables;
 * an operation's events are not visible from outside otherwise.
 */
record Remains(Path database) {
    static Remains of(Path data, Path into) throws IOException {
        Files.createDirectory(into);
        for (String name : List.of("taskwright.db", "taskwright.db-wal")) {
            if (Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), into.resolve(name));
            }
        }
        return new Remains(into.resolve("taskwright.db"));
    }

    void requireWhole() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            assertThat(text(statement, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(text(statement, "SELECT count(*) FROM pragma_foreign_key_check"))
                    .isEqualTo("0");
            assertThat(text(statement, mismatches("task.created", "1")))
                    .as("tasks without the one event of their creation")
                    .isEqualTo("0");
            assertThat(text(statement, mismatches("task.completed", "completed_at IS NOT NULL")))
                    .as("completions without their event, or the reverse")
                    .isEqualTo("0");
            assertThat(text(statement, """
                    SELECT count(*) FROM event
                    WHERE kind LIKE 'task.%' AND subject NOT IN (SELECT id FROM node)"""))
                    .as("events of tasks that are not there")
                    .isEqualTo("0");
        }
    }

    private static String mismatches(String kind, String expected) {
        return """
                SELECT count(*) FROM node
                LEFT JOIN (SELECT subject, count(*) AS times FROM event WHERE kind = '%s' GROUP BY subject)
                  ON subject = node.id
                WHERE node.text LIKE 'r%%w%%b%%t%%' AND coalesce(times, 0) <> (%s)""".formatted(kind, expected);
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
