package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The acts of the authorization endpoint, without HTTP: keep a request, say what comes next, decide, issue. */
public final class AuthorizeFlow {
    private static final int SALT_LENGTH = 22;

    private final Db db;
    private final AuthorizeChecks checks;
    private final Consents consents;
    private final Earnings earnings;
    private final Subjects subjects;
    private final RandomTokens random;
    private final InstantSource clock;
    private final PendingAuthorizationStore store = new PendingAuthorizationStore();

    public AuthorizeFlow(
            Db db,
            AuthorizeChecks checks,
            Consents consents,
            Earnings earnings,
            Subjects subjects,
            RandomTokens random,
            InstantSource clock) {
        this.db = db;
        this.checks = checks;
        this.consents = consents;
        this.earnings = earnings;
        this.subjects = subjects;
        this.random = random;
        this.clock = clock;
    }

    /** @throws AuthorizeFailure when the app is unknown or its request object is not right */
    AuthorizeParameters resolve(AuthorizeParameters sent) {
        return checks.resolve(sent);
    }

    /** @throws AuthorizeFailure at the first rule that is broken */
    AuthorizeRequest check(AuthorizeParameters parameters) {
        return checks.check(parameters);
    }

    /** A request just arrived; not kept yet, because most are answered at once. */
    PendingAuthorization begin(AuthorizeParameters parameters, @Nullable String browser) {
        return new PendingAuthorization(
                random.token256(),
                browser == null ? null : Digests.sha256Base64Url(browser),
                parameters.encoded(),
                clock.instant(),
                null,
                null);
    }

    void keep(PendingAuthorization pending) {
        db.write(tx -> {
            store.insert(tx, pending);
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
                db.read(tx -> store.find(tx, id, clock.instant())).orElseThrow(AuthorizeFlow::gone);
        String owner = pending.browserDigest();
        boolean isMine = owner == null ? db.write(tx -> store.bind(tx, id, digest)) : owner.equals(digest);
        if (!isMine) {
            throw gone();
        }
        return pending;
    }

    Step next(AuthorizeRequest request, PendingAuthorization pending, Optional<SignedIn> session) {
        return new NextStep(
                        request,
                        pending,
                        user -> consents.covers(user, request.client().id(), request.toAllow()),
                        user -> subjects.of(request.client(), user))
                .of(session);
    }

    /**
     * Notes that the person allows it: of many identical answers one counts.
     *
     * @throws ProblemException {@code Invalid} when the request has ended meanwhile
     */
    void allow(PendingAuthorization pending, AuthorizeRequest request, SignedIn person) {
        UserId user = person.userId();
        ClientId client = request.client().id();
        ScopeSet scopes = request.toAllow();
        db.write(tx -> {
            if (!store.lock(tx, pending.id())) {
                throw gone();
            }
            // Allowed before and withdrawn since, it is allowed anew.
            if (store.consented(tx, pending.id(), user) || !consents.holds(tx, user, client, scopes)) {
                consents.give(tx, user, client, scopes);
            }
            return pending;
        });
    }

    /** Notes that the person goes on with the account that they are signed in with. */
    void choose(PendingAuthorization pending, SignedIn person) {
        db.write(tx -> {
            store.chosen(tx, pending.id(), person.userId());
            return pending;
        });
    }

    /**
     * Ends a pending authorization without granting anything.
     *
     * @throws ProblemException {@code Invalid} when it has ended already
     */
    void end(PendingAuthorization pending) {
        if (!db.write(tx -> store.take(tx, pending.id()))) {
            throw gone();
        }
    }

    /**
     * Grants what was asked for and ends the pending authorization, in one transaction with the consent that it stands on.
     *
     * @param kept whether the pending authorization was kept, and may therefore be finished only once
     * @return the parameters for the app; empty when the consent was withdrawn at the same moment: then the question of
     *     what comes next is open
     */
    Optional<Map<String, String>> issue(
            AuthorizeRequest request, PendingAuthorization pending, SignedIn person, boolean kept) {
        ClientId client = request.client().id();
        Earnings.Prepared prepared = earnings.prepare(request, person);
        Optional<Optional<Rights>> issued = db.write(tx -> {
            if (kept && !store.lock(tx, pending.id())) {
                throw gone();
            }
            if (!consents.holds(tx, person.userId(), client, request.toAllow())) {
                return Optional.empty();
            }
            if (kept) {
                store.take(tx, pending.id());
            }
            return Optional.of(earnings.start(tx, prepared));
        });
        return issued.map(rights -> earnings.parameters(request, prepared, rights));
    }

    /** Makes each session state differ: OpenID Connect Session Management, 2. */
    String salt() {
        return random.base62(SALT_LENGTH);
    }

    /** Removes pending authorizations that nobody finished; to be called every minute or so. */
    public int forgetExpired() {
        return db.write(tx -> store.forget(tx, clock.instant()));
    }

    private static ProblemException gone() {
        return ProblemException.invalid(
                "", "This sign-in has expired or was already finished. Go back to the app and start again.");
    }
}
