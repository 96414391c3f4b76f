package dev.taskwright.oauth.authorize;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.CodeTerms;
import dev.taskwright.oauth.tokens.Codes;
import dev.taskwright.oauth.tokens.PreparedCode;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The acts of the authorization endpoint, without HTTP: keep a request, say what comes next, decide, issue. */
public final class AuthorizeFlow {
    private static final int SALT_LENGTH = 22;

    private final Db db;
    private final AuthorizeChecks checks;
    private final Consents consents;
    private final Codes codes;
    private final RandomTokens random;
    private final InstantSource clock;
    private final PendingAuthorizationStore store = new PendingAuthorizationStore();

    /** @param development whether the server runs with {@code --dev} */
    public AuthorizeFlow(
            Db db,
            Clients clients,
            Consents consents,
            Codes codes,
            RandomTokens random,
            InstantSource clock,
            boolean development) {
        this.db = db;
        this.checks = new AuthorizeChecks(clients, development);
        this.consents = consents;
        this.codes = codes;
        this.random = random;
        this.clock = clock;
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
        return NextStep.of(
                request,
                pending.startedAt(),
                pending.consentedBy(),
                session,
                user -> consents.covers(user, request.client().id(), request.scopes()));
    }

    void allow(PendingAuthorization pending, AuthorizeRequest request, SignedIn person) {
        db.write(tx -> {
            consents.give(tx, person.userId(), request.client().id(), request.scopes());
            store.consented(tx, pending.id(), person.userId());
            return pending;
        });
    }

    /** Ends a pending authorization without a code; false when it has ended already. */
    boolean end(PendingAuthorization pending) {
        return db.write(tx -> store.take(tx, pending.id()));
    }

    /**
     * Issues the code and ends the pending authorization, in one transaction with the consent that it stands on.
     *
     * @param kept whether the pending authorization was kept, and may therefore be finished only once
     * @return empty when the consent was withdrawn at the same moment: then the question of what comes next is open
     */
    Optional<String> issue(AuthorizeRequest request, PendingAuthorization pending, SignedIn person, boolean kept) {
        ScopeSet scopes = request.scopes();
        PreparedCode code = codes.prepare(new CodeTerms(
                person.userId(),
                request.client().id(),
                person.sessionId(),
                request.redirect().uri(),
                scopes,
                request.challenge(),
                request.nonce(),
                new Authentication(person.authenticatedAt(), Set.of("pwd")),
                ClaimsRequest.NONE));
        boolean issued = db.write(tx -> {
            if (!consents.holds(tx, person.userId(), request.client().id(), scopes)) {
                return false;
            }
            if (kept && !store.take(tx, pending.id())) {
                throw gone();
            }
            codes.issue(tx, code);
            return true;
        });
        return issued ? Optional.of(code.value()) : Optional.empty();
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
