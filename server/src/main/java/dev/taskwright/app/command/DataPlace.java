package dev.taskwright.app.command;

import dev.taskwright.platform.db.DatabaseAddress;
import java.nio.file.Path;

/**
 * Where an installation's data lies.
 *
 * @param folder absolute; holds media, the administration socket and, by default, the database and the key file
 */
public record DataPlace(Path folder, DatabaseAddress database, Path keyFile) {
    public boolean isSqlite() {
        return database instanceof DatabaseAddress.Sqlite;
    }

    public Path media() {
        return folder.resolve("media");
    }

    public Path properties() {
        return folder.resolve("taskwright.properties");
    }
}
