package dev.taskwright.app.admin;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.db.DatabaseAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** PostgreSQL's own programs for copying a whole database out and in. */
final class PostgresqlTools {
    private PostgresqlTools() {}

    static void dump(DatabaseAddress.Postgresql database, Path file) {
        run("pg_dump", database, List.of("--format=custom", "--no-owner", "--file=" + file));
    }

    /** All or nothing: one transaction. */
    static void restore(DatabaseAddress.Postgresql database, Path file) {
        run(
                "pg_restore",
                database,
                List.of(
                        "--no-owner",
                        "--single-transaction",
                        "--exit-on-error",
                        "--dbname=" + name(database),
                        "" + file));
    }

    private static void run(String program, DatabaseAddress.Postgresql database, List<String> arguments) {
        Properties address = address(database);
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
        var environment = process.environment();
        environment.put("PGHOST", address.getProperty("PGHOST", "localhost").split(",")[0]);
        environment.put("PGPORT", address.getProperty("PGPORT", "5432").split(",")[0]);
        environment.put("PGDATABASE", name(database));
        putIfGiven(environment, "PGUSER", address.getProperty("user"));
        putIfGiven(environment, "PGPASSWORD", address.getProperty("password"));
        putIfGiven(environment, "PGSSLMODE", address.getProperty("sslmode"));
        try {
            Process running = process.start();
            running.getOutputStream().close();
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (running.waitFor() != 0) {
                throw new CommandFailure(ExitStatus.IO, program + " failed: " + said.replace('\n', ' '));
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.IO,
                    program + " is needed to copy a PostgreSQL database and was not found;"
                            + " install PostgreSQL's client programs of the server's version or newer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitStatus.IO, program + " was interrupted");
        }
    }

    private static void putIfGiven(
            java.util.Map<String, String> environment, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String name(DatabaseAddress.Postgresql database) {
        return address(database).getProperty("PGDBNAME", "taskwright");
    }

    private static Properties address(DatabaseAddress.Postgresql database) {
        Properties parsed = Driver.parseURL(database.url(), null);
        if (parsed == null) {
            throw new CommandFailure(ExitStatus.CONFIG, "--database-url must be jdbc:postgresql://HOST/NAME");
        }
        return parsed;
    }
}
