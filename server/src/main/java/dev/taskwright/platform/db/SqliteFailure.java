package dev.taskwright.platform.db;

import dev.taskwright.base.ProblemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells the failures of the machine, which the caller may retry later, from faults of ours. */
final class SqliteFailure {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFailure.class);

    private SqliteFailure() {}

    static Throwable explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite && isOutOfSpace(sqlite.getResultCode())) {
                LOG.error("SQLite could not write: {}", sqlite.getMessage());
                return ProblemException.unavailable(
                        "The server's disk is full; nothing was written", Duration.ofSeconds(60));
            }
        }
        return failure;
    }

    private static boolean isOutOfSpace(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_FULL || code.name().startsWith("SQLITE_IOERR");
    }
}
