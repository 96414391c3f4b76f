package dev.taskwright.testkit;

import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.db.Db;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL process for the whole run; a migrated template database per collation, copied for each test. */
final class PostgresqlTemplate {
    private static final Map<DatabaseKind, PostgresqlTemplate> TEMPLATES = new EnumMap<>(DatabaseKind.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name;

    private PostgresqlTemplate(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    static PostgresqlTemplate of(DatabaseKind kind) {
        synchronized (TEMPLATES) {
            return TEMPLATES.computeIfAbsent(kind, PostgresqlTemplate::make);
        }
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static PostgresqlTemplate make(DatabaseKind kind) {
        String name = "template_" + kind.name().toLowerCase(java.util.Locale.ROOT);
        String locale = kind == DatabaseKind.POSTGRESQL_C
                ? "LOCALE 'C'"
                : "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'";
        execute(Server.RUNNING, "CREATE DATABASE " + name + " ENCODING 'UTF8' " + locale + " TEMPLATE template0");
        Db.open(new DatabaseAddress.Postgresql(url(Server.RUNNING, name), 2)).close();
        return new PostgresqlTemplate(Server.RUNNING, name);
    }

    TestDatabase fresh() {
        String copy = "test_" + COUNT.incrementAndGet();
        synchronized (this) {
            execute(server, "CREATE DATABASE " + copy + " TEMPLATE " + name);
        }
        return new TestDatabase(
                new DatabaseAddress.Postgresql(url(server, copy), 8),
                () -> execute(server, "DROP DATABASE IF EXISTS " + copy + " WITH (FORCE)"));
    }

    private static String url(EmbeddedPostgres server, String database) {
        return server.getJdbcUrl("postgres", database);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
