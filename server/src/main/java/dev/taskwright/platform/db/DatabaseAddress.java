package dev.taskwright.platform.db;

import java.nio.file.Path;

/** Where the data lies. */
public sealed interface DatabaseAddress {
    /** A file; made when it is missing. Exactly one process may have it open. */
    record Sqlite(Path file) implements DatabaseAddress {}

    /** A PostgreSQL 15 or newer, as a JDBC URL with its credentials; any number of nodes may share it. */
    record Postgresql(String url, int connections) implements DatabaseAddress {
        private static final int USUAL_CONNECTIONS = 16;

        public Postgresql(String url) {
            this(url, USUAL_CONNECTIONS);
        }

        /** Without the URL's parameters, which may hold a password. */
        @Override
        public String toString() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }
    }
}
