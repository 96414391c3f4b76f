package dev.taskwright.app.admin;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a PostgreSQL database holds no table of its own yet. */
final class EmptyDatabase {
    private EmptyDatabase() {}

    static boolean is(DatabaseAddress.Postgresql database) {
        try (Connection connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) FROM information_schema.tables
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
                        """)) {
            row.next();
            return row.getInt(1) == 0;
        } catch (SQLException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot reach " + database + ": " + e.getMessage());
        }
    }
}
