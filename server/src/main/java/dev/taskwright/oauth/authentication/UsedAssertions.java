package dev.taskwright.oauth.authentication;

import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import java.time.InstantSource;

/** Remembers what was asserted until it is over, on every node: RFC 7523, 3, {@code jti}; an id serves one purpose, once. */
public final class UsedAssertions {
    private final Db db;
    private final InstantSource clock;
    private final AssertionStore store = new AssertionStore();

    public UsedAssertions(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** True once for each id of an app. */
    public boolean use(ClientId app, AssertionClaims.Used assertion) {
        String digest = Digests.sha256Base64Url(app + " " + assertion.id());
        return db.write(tx -> store.use(tx, digest, assertion.expiresAt()));
    }

    /** To be called every few minutes; returns how many went. */
    public int forget() {
        return db.write(tx -> store.forget(tx, clock.instant()));
    }
}
