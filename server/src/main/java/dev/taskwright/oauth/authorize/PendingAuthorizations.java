package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.pushed.PushedRequests;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.http.ClientAddress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Requests on their way, from their arrival to their one end. A pushed request ends with the one that it became. */
public final class PendingAuthorizations {
    /** From one address: as many people as may be busy signing in behind one. */
    static final int MOST_PER_NETWORK = 2_000;

    private final Db db;
    private final PushedRequests pushed;
    private final RandomTokens random;
    private final InstantSource clock;
    private final PendingAuthorizationStore store = new PendingAuthorizationStore();

    public PendingAuthorizations(Db db, PushedRequests pushed, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.pushed = pushed;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A request just arrived; not kept yet, because most are answered at once.
     *
     * @param browser null when it did not say which one it is
     * @param address numeric
     */
    PendingAuthorization begin(Arrival arrival, @Nullable String browser, String address) {
        return new PendingAuthorization(
                random.token256(),
                browser == null ? null : Digests.sha256Base64Url(browser),
                arrival.parameters().encoded(),
                arrival.pushed(),
                ClientAddress.network(address),
                clock.instant(),
                null,
                null);
    }

    /**
     * Keeps it until it ends or expires; an address that has begun too many loses its oldest.
     *
     * @throws ProblemException {@code Invalid} when its pushed request has ended meanwhile
     */
    void keep(PendingAuthorization pending) {
        String source = pending.pushed();
        db.write(tx -> {
            store.insert(tx, pending);
            store.keepNewest(tx, pending, MOST_PER_NETWORK);
            if (source != null && !pushed.keep(tx, source, pending.expiresAt())) {
                throw gone();
            }
            return pending;
        });
    }

    /**
     * The pending authorization of this browser.
     *
     * @throws ProblemException {@code Invalid} when it has expired, was finished, or belongs to another browser
     */
    PendingAuthorization require(String id, String browser) {
        String digest = Digests.sha256Base64Url(browser);
        PendingAuthorization pending =
                db.read(tx -> store.find(tx, id, clock.instant())).orElseThrow(PendingAuthorizations::gone);
        String owner = pending.browserDigest();
        boolean isMine = owner == null ? db.write(tx -> store.bind(tx, id, digest)) : owner.equals(digest);
        if (!isMine) {
            throw gone();
        }
        return pending;
    }

    /** Notes that the person goes on with the account that they are signed in with. */
    void choose(PendingAuthorization pending, SignedIn person) {
        db.write(tx -> {
            store.chosen(tx, pending.id(), person.userId());
            return pending;
        });
    }

    /**
     * Ends it without granting anything.
     *
     * @param isKept whether it was kept
     * @throws ProblemException {@code Invalid} when it has ended already
     */
    void end(PendingAuthorization pending, boolean isKept) {
        if (isKept || pending.pushed() != null) {
            db.write(tx -> {
                finish(tx, pending, isKept);
                return pending;
            });
        }
    }

    /**
     * Keeps others from ending it until this transaction is over.
     *
     * @throws ProblemException {@code Invalid} when it has ended already
     */
    void lock(Tx tx, PendingAuthorization pending) {
        if (!store.lock(tx, pending.id())) {
            throw gone();
        }
    }

    /** Has it ask for these single projects, in place of those that it came with. */
    void settle(Tx tx, PendingAuthorization pending, AuthorizationDetails details) {
        store.updateParameters(
                tx, pending.id(), pending.authorizeParameters().with(AuthorizeParameters.DETAILS, details.text()));
    }

    /** Notes who has allowed it: true for exactly one of many at once. */
    boolean consented(Tx tx, PendingAuthorization pending, UserId user) {
        return store.consented(tx, pending.id(), user);
    }

    /**
     * Its one end, in the transaction of what comes of it.
     *
     * @throws ProblemException {@code Invalid} when it, or another one of the same pushed request, has ended already
     */
    void finish(Tx tx, PendingAuthorization pending, boolean isKept) {
        String source = pending.pushed();
        boolean isFirst = (!isKept || store.take(tx, pending.id())) && (source == null || pushed.take(tx, source));
        if (!isFirst) {
            throw gone();
        }
    }

    /** Removes those that nobody finished; to be called every minute or so. */
    public int forgetExpired() {
        return db.write(tx -> store.forget(tx, clock.instant()));
    }

    private static ProblemException gone() {
        return ProblemException.invalid(
                "", "This sign-in has expired or was already finished. Go back to the app and start again.");
    }
}
