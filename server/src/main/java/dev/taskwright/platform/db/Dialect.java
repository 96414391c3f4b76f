package dev.taskwright.platform.db;

/** Which database is below, for the rare statement that must differ. */
public enum Dialect {
    SQLITE,
    POSTGRESQL
}
