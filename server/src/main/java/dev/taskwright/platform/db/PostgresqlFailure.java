package dev.taskwright.platform.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells the failures of PostgreSQL's machine and its conflicts from faults of ours, by SQLSTATE. */
final class PostgresqlFailure {
    private PostgresqlFailure() {}

    /** 40001 serialization failure, 40P01 deadlock: PostgreSQL rolled back and asks for a retry. */
    static boolean isWorthAnotherTry(Throwable failure) {
        String state = state(failure);
        return "40001".equals(state) || "40P01".equals(state);
    }

    /** No connection in time, a connection lost, a server that stops or starts, or one out of space or memory. */
    static boolean isOfTheMachine(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
        }
        String state = state(failure);
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }

    private static @Nullable String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
