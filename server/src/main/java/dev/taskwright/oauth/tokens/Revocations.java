package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What ended before its time. An access token holds while its authorization exists and neither it nor its lineage is
 * named there; nodes keep that answer in memory and are told when it changes.
 */
public final class Revocations {
    private static final int MOST_REMEMBERED = 50_000;

    private final Db db;
    private final EventLog events;
    private final InstantSource clock;
    private final AuthorizationStore authorizations = new AuthorizationStore();
    private final RefreshFamilyStore families = new RefreshFamilyStore();
    private final SharedCache<Standing> standings;

    public Revocations(Db db, EventLog events, InstantSource clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
        this.standings = db.signals().cache(Signalled.AUTHORIZATIONS, MOST_REMEMBERED, Duration.ofMinutes(10));
    }

    /** Whether the token was ended early, by itself, with its lineage or with its whole authorization. */
    boolean isEnded(AccessToken token) {
        Standing standing =
                standings.get(token.authorizationId(), id -> db.read(tx -> authorizations.standing(tx, id)));
        return standing == null || standing.isEnded(token);
    }

    void codeReused(Tx tx, String authorizationId, String lineage) {
        if (end(tx, authorizationId, lineage)) {
            events.append(tx, null, "oauth", new TokenEvent.CodeReused(authorizationId, lineage));
        }
    }

    void refreshReused(Tx tx, RefreshFamily family) {
        if (end(tx, family.authorizationId(), family.lineage())) {
            events.append(
                    tx,
                    family.user(),
                    "oauth:" + family.client(),
                    new TokenEvent.RefreshReused(family.authorizationId(), family.lineage()));
        }
    }

    /** Ends a family and every access token of its lineage; false when that had happened already. */
    private boolean end(Tx tx, String authorizationId, String lineage) {
        Instant now = clock.instant();
        families.revoke(tx, lineage, now);
        boolean isNew = authorizations.revoke(tx, lineage, authorizationId, now.plus(AccessTokens.LIFETIME));
        tx.signal(Signalled.AUTHORIZATIONS, authorizationId);
        return isNew;
    }
}
