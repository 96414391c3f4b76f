package dev.taskwright.app;

import dev.taskwright.platform.db.DatabaseAddress;
import java.nio.file.Path;

/**
 * Where an installation's data lies.
 *
 * @param folder absolute; holds media, the administration socket and, by default, the database and the key file
 */
record DataPlace(Path folder, DatabaseAddress database, Path keyFile) {
    boolean isSqlite() {
        return database instanceof DatabaseAddress.Sqlite;
    }

    Path media() {
        return folder.resolve("media");
    }

    Path properties() {
        return folder.resolve("taskwright.properties");
    }
}
