package dev.taskwright.testkit;

import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.db.Db;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL process for the whole run; a migrated template database per collation, of which tests get copies. */
final class PostgresqlTemplate {
    private static final Map<DatabaseKind, PostgresqlTemplate> TEMPLATES = new EnumMap<>(DatabaseKind.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Without foreign keys for the moment, so that the order of the tables does not matter. */
    private static final String EMPTY = """
            DO $$
            DECLARE thing TEXT;
            BEGIN
                PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid();
                SET LOCAL session_replication_role = replica;
                FOR thing IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                        AND relkind = 'r' AND relname <> 'flyway_schema_history' LOOP
                    EXECUTE format('DELETE FROM %I', thing);
                END LOOP;
                FOR thing IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                        AND relkind = 'S' LOOP
                    EXECUTE format('ALTER SEQUENCE %I RESTART', thing);
                END LOOP;
            END $$""";

    private static final String SCHEMA = """
            SELECT (SELECT string_agg(c.relname || '.' || a.attname, ' ' ORDER BY c.relname, a.attnum)
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                    WHERE c.relnamespace = 'public'::regnamespace)
                || (SELECT count(*) FROM flyway_schema_history)""";

    private final EmbeddedPostgres server;
    private final String name;
    private final String schema;
    private final Queue<String> free = new ConcurrentLinkedQueue<>();

    private PostgresqlTemplate(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
        this.schema = empty(server.getDatabase("postgres", name));
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
        execute(
                Server.RUNNING.getPostgresDatabase(),
                "CREATE DATABASE " + name + " ENCODING 'UTF8' " + locale + " TEMPLATE template0");
        Db.open(new DatabaseAddress.Postgresql(url(Server.RUNNING, name), 2)).close();
        return new PostgresqlTemplate(Server.RUNNING, name);
    }

    /** A used database is emptied and lent again: making one anew waits for the disk, which emptying does not. */
    TestDatabase fresh() {
        String used = free.poll();
        String copy = used == null ? copy() : used;
        return new TestDatabase(new DatabaseAddress.Postgresql(url(server, copy), 8), () -> giveBack(copy));
    }

    private String copy() {
        String copy = "test_" + COUNT.incrementAndGet();
        synchronized (this) {
            execute(server.getPostgresDatabase(), "CREATE DATABASE " + copy + " TEMPLATE " + name);
        }
        return copy;
    }

    private void giveBack(String copy) {
        if (empty(server.getDatabase("postgres", copy)).equals(schema)) {
            free.add(copy);
        } else {
            execute(server.getPostgresDatabase(), "DROP DATABASE " + copy + " WITH (FORCE)");
        }
    }

    /** Returns what the schema is made of, so that a test that changed it does not pass it on. */
    private static String empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(EMPTY);
            try (ResultSet names = statement.executeQuery(SCHEMA)) {
                names.next();
                return names.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a used database cannot be emptied", e);
        }
    }

    private static String url(EmbeddedPostgres server, String database) {
        return server.getJdbcUrl("postgres", database);
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
