package dev.taskwright.oauth.tokens;

import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.time.InstantSource;

/** Removes what nobody can use any more, so that the tables grow with what is alive only. */
public final class ExpiredTokens {
    private final Db db;
    private final InstantSource clock;
    private final Codes codes;
    private final RefreshFamilies families;
    private final OpaqueTokenStore opaque = new OpaqueTokenStore();
    private final AuthorizationStore authorizations = new AuthorizationStore();

    public ExpiredTokens(Db db, InstantSource clock, Codes codes, RefreshFamilies families) {
        this.db = db;
        this.clock = clock;
        this.codes = codes;
        this.families = families;
    }

    /** To be called every minute or so; returns how many rows went. */
    public int forget() {
        return db.write(this::forget);
    }

    private int forget(Tx tx) {
        Instant now = clock.instant();
        // A code may still be exchanged after the authorization was last used, hence the sum.
        Instant idle = now.minus(AccessTokens.LIFETIME).minus(Codes.LIFETIME);
        return codes.forget(tx)
                + opaque.forget(tx, now)
                + families.forget(tx, AccessTokens.LIFETIME)
                + authorizations.forget(tx, now, idle);
    }
}
