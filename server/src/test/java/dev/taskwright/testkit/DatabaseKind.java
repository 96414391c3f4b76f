package dev.taskwright.testkit;

import java.util.List;
import java.util.stream.Stream;

/** The databases everything must work on. PostgreSQL comes twice, because collations sort differently. */
public enum DatabaseKind {
    SQLITE,
    POSTGRESQL_C,
    POSTGRESQL_LINGUISTIC;

    private static final String CHOSEN = System.getProperty("taskwright.databases", "all");

    /** All kinds, or with {@code -Dtaskwright.databases=sqlite} only that which needs no server. */
    public static Stream<DatabaseKind> all() {
        return CHOSEN.equals("sqlite") ? Stream.of(SQLITE) : List.of(values()).stream();
    }

    /** An empty database with the present schema, for one test. */
    public TestDatabase fresh() {
        return switch (this) {
            case SQLITE -> SqliteTemplate.fresh();
            case POSTGRESQL_C, POSTGRESQL_LINGUISTIC ->
                PostgresqlTemplate.of(this).fresh();
        };
    }
}
