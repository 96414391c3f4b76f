package dev.taskwright.testkit;

import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.db.Db;
import org.jspecify.annotations.Nullable;

/** A database of one test; closing it fails the test when a connection was left lent out. */
public final class TestDatabase implements AutoCloseable {
    private final DatabaseAddress address;
    private final Runnable drop;
    private @Nullable Db db;

    TestDatabase(DatabaseAddress address, Runnable drop) {
        this.address = address;
        this.drop = drop;
    }

    /** Opened when first asked for. */
    public synchronized Db db() {
        if (db == null) {
            db = Db.open(address);
        }
        return db;
    }

    /** A further node on the same PostgreSQL; the caller closes it. SQLite allows no second one. */
    public Db secondNode() {
        return Db.open(address);
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        int lent = 0;
        if (db != null) {
            lent = db.lent();
            db.close();
        }
        drop.run();
        if (lent != 0) {
            throw new AssertionError(lent + " connections were not given back");
        }
    }
}
