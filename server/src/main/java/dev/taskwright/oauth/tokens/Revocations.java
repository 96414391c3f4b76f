package dev.taskwright.oauth.tokens;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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
    private final SharedCache<AuthorizationStore.Standing> standings;
    private final SharedCache<Boolean> appTokens;

    public Revocations(Db db, EventLog events, InstantSource clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
        this.standings = db.signals().cache(Signalled.AUTHORIZATIONS, MOST_REMEMBERED, Duration.ofMinutes(10));
        // One look for each token: an app that ends very many of its own slows nobody down by it.
        this.appTokens = db.signals().cache(Signalled.AUTHORIZATIONS, MOST_REMEMBERED, Duration.ofMinutes(10));
    }

    /** Whose authorization it is; empty once it has ended. */
    public Optional<UserId> person(String authorizationId) {
        return Optional.ofNullable(standing(authorizationId).person());
    }

    /** Whether the token was ended early, by itself, with its lineage or with its whole authorization. */
    boolean isEnded(AccessToken token) {
        AccessToken.OnBehalf behalf = token.behalf();
        return behalf == null
                ? isAppTokenEnded(token.id())
                : standing(behalf.authorizationId()).isEnded(token.id(), behalf.lineage());
    }

    /** Ends this access token and no other, on every node. */
    public void end(AccessToken token) {
        AccessToken.OnBehalf behalf = token.behalf();
        Instant now = clock.instant();
        db.write(tx -> {
            if (behalf == null) {
                authorizations.revokeAppToken(tx, token.id(), token.expiresAt());
                tx.signal(Signalled.AUTHORIZATIONS, token.id());
            } else if (authorizations.touch(tx, behalf.authorizationId(), now)) {
                authorizations.revoke(tx, token.id(), behalf.authorizationId(), token.expiresAt());
                tx.signal(Signalled.AUTHORIZATIONS, behalf.authorizationId());
            }
            return token;
        });
    }

    private boolean isAppTokenEnded(String tokenId) {
        return Boolean.TRUE.equals(
                appTokens.get(tokenId, id -> db.read(tx -> authorizations.isAppTokenRevoked(tx, id))));
    }

    void codeReused(Tx tx, Rights rights) {
        if (end(tx, rights)) {
            events.append(tx, null, "oauth", new TokenEvent.CodeReused(rights.authorizationId(), rights.lineage()));
        }
    }

    void refreshReused(Tx tx, RefreshFamily family) {
        Rights rights = family.rights();
        if (end(tx, rights)) {
            events.append(
                    tx,
                    rights.user(),
                    "oauth:" + family.client(),
                    new TokenEvent.RefreshReused(rights.authorizationId(), rights.lineage()));
        }
    }

    void refreshRevoked(Tx tx, RefreshFamily family) {
        Rights rights = family.rights();
        if (end(tx, rights)) {
            events.append(
                    tx,
                    rights.user(),
                    "oauth:" + family.client(),
                    new TokenEvent.Revoked(rights.authorizationId(), rights.lineage()));
        }
    }

    private AuthorizationStore.Standing standing(String authorizationId) {
        AuthorizationStore.Standing standing =
                standings.get(authorizationId, id -> db.read(tx -> authorizations.standing(tx, id)));
        return standing == null ? AuthorizationStore.Standing.GONE : standing;
    }

    /** Ends a family and every access token of its lineage; false when that had happened already. */
    private boolean end(Tx tx, Rights rights) {
        Instant now = clock.instant();
        // The parent's row is locked first, in the order in which a withdrawn consent deletes them.
        if (!authorizations.touch(tx, rights.authorizationId(), now)) {
            return false;
        }
        families.revoke(tx, rights.lineage(), now);
        boolean isNew =
                authorizations.revoke(tx, rights.lineage(), rights.authorizationId(), now.plus(AccessTokens.LIFETIME));
        tx.signal(Signalled.AUTHORIZATIONS, rights.authorizationId());
        return isNew;
    }
}
