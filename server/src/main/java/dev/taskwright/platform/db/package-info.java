/**
 * The one way to the data: {@link dev.taskwright.platform.db.Db#read} and {@link dev.taskwright.platform.db.Db#write}
 * over SQLite (one writer with group commit) or PostgreSQL, migrations, signals between nodes and the caches they empty.
 *
 * <p>Owns the table {@code server_setting}. Holds no feature's SQL: that lives in each room's {@code *Store}.
 */
@NullMarked
package dev.taskwright.platform.db;

import org.jspecify.annotations.NullMarked;
