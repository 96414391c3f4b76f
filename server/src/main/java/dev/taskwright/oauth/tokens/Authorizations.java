package dev.taskwright.oauth.tokens;

import dev.taskwright.base.Scope;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a person allows an app in one session, opened without a code. Codes open theirs themselves.
 */
public final class Authorizations {
    /** No session of a browser has such a name. */
    static final String SESSIONLESS = "sessionless:";

    private static final int ID_LENGTH = 22;

    private final RandomTokens random;
    private final InstantSource clock;
    private final RefreshFamilies families;
    private final AuthorizationStore store = new AuthorizationStore();

    public Authorizations(RandomTokens random, InstantSource clock, RefreshFamilies families) {
        this.random = random;
        this.clock = clock;
        this.families = families;
    }

    /** A session name for a grant that hangs on no browser session: signing out of a browser does not end it. */
    public String sessionless() {
        return SESSIONLESS + random.base62(ID_LENGTH);
    }

    /**
     * The same for grants that are so many that they share one authorization of a person and an app, and with it the bound on
     * its refresh families.
     *
     * @param kind of the grants, in a word
     */
    public static String sessionless(String kind) {
        return SESSIONLESS + kind;
    }

    /** To be called before the transaction that {@linkplain #start starts} it. */
    public PreparedGrant prepare(GrantTerms terms) {
        return new PreparedGrant(random.base62(ID_LENGTH), random.base62(ID_LENGTH), terms);
    }

    /**
     * Opens or finds the authorization and starts a lineage in it, with a refresh family where the terms allow one. The
     * person's consent must be held by the same transaction.
     */
    public Rights start(Tx tx, PreparedGrant grant) {
        Instant now = clock.instant();
        GrantTerms terms = grant.terms();
        String id = store.upsert(
                tx,
                new AuthorizationStore.Parties(terms.user(), terms.client(), terms.sessionName()),
                grant.authorizationId(),
                now);
        Rights rights = new Rights(id, grant.lineage(), terms);
        boolean refreshes = terms.mayRefresh() && terms.scopes().contains(Scope.OFFLINE_ACCESS);
        return refreshes ? rights.with(families.start(tx, rights, now)) : rights;
    }
}
