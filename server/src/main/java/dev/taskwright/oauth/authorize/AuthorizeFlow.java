package dev.taskwright.oauth.authorize;

import dev.taskwright.base.UserId;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.oauth.claims.Subjects;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.pushed.PushedRequest;
import dev.taskwright.oauth.pushed.PushedRequests;
import dev.taskwright.oauth.requests.AuthorizeChecks;
import dev.taskwright.oauth.requests.AuthorizeFailure;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.oauth.requests.AuthorizeRequest;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.db.Db;
import java.util.Map;
import java.util.Optional;

/** The acts of the authorization endpoint, without HTTP: say what comes next, decide, issue. */
public final class AuthorizeFlow {
    private final Db db;
    private final AuthorizeChecks checks;
    private final PushedRequests pushed;
    private final PendingAuthorizations pendings;
    private final Consents consents;
    private final Earnings earnings;
    private final Subjects subjects;

    public AuthorizeFlow(
            Db db,
            AuthorizeChecks checks,
            PushedRequests pushed,
            PendingAuthorizations pendings,
            Consents consents,
            Earnings earnings,
            Subjects subjects) {
        this.db = db;
        this.checks = checks;
        this.pushed = pushed;
        this.pendings = pendings;
        this.consents = consents;
        this.earnings = earnings;
        this.subjects = subjects;
    }

    /**
     * What counts of a request that has just come. Of one that was pushed that is what was pushed, and nothing beside it:
     * RFC 9126, 4; RFC 9101, 5.
     *
     * @param from numeric address of whoever sent it
     * @throws AuthorizeFailure when the app is unknown, or its request object or pushed request is not right
     */
    Arrival resolve(AuthorizeParameters sent, String from) {
        checks.meet(sent, from);
        Optional<String> address = sent.find("request_uri").filter(PushedRequests::isAddress);
        if (address.isEmpty()) {
            return new Arrival(checks.resolve(sent), null);
        }
        Client client = checks.client(sent);
        PushedRequest found = pushed.find(client, address.get())
                .orElseThrow(() -> checks.refusal(
                        client,
                        sent,
                        OAuthError.invalidRequestUri("request_uri is unknown, has expired or was used already")));
        return new Arrival(found.authorizeParameters(), found.digest());
    }

    /** @throws AuthorizeFailure at the first rule that is broken */
    AuthorizeRequest check(Arrival arrival) {
        AuthorizeRequest checked = checks.check(arrival.parameters());
        // RFC 9126, 6
        if (arrival.pushed() == null && checked.client().metadata().security().requiresPushedRequests()) {
            throw checked.redirect().refuse(OAuthError.invalidRequest("the app has to push its requests"));
        }
        return checked;
    }

    /** @throws AuthorizeFailure at the first rule that is broken */
    AuthorizeRequest check(PendingAuthorization pending) {
        return checks.check(pending.authorizeParameters());
    }

    PendingAuthorizations pendings() {
        return pendings;
    }

    Step next(AuthorizeRequest request, PendingAuthorization pending, Optional<SignedIn> session) {
        return new NextStep(
                        request,
                        pending,
                        user -> consents.covers(user, request.client().id(), request.toAllow(), request.details()),
                        user -> subjects.of(request.client(), user))
                .of(session);
    }

    /**
     * Notes that the person allows it: of many identical answers one counts.
     *
     * @param given of the single projects asked for; from now on the request asks for these
     * @throws dev.taskwright.base.ProblemException {@code Invalid} when the request has ended meanwhile
     */
    void allow(PendingAuthorization pending, AuthorizeRequest request, SignedIn person, AuthorizationDetails given) {
        UserId user = person.userId();
        ClientId client = request.client().id();
        ScopeSet scopes = request.toAllow();
        db.write(tx -> {
            pendings.lock(tx, pending);
            // Allowed before and withdrawn since, it is allowed anew.
            if (pendings.consented(tx, pending, user) || !consents.holds(tx, user, client, scopes, given)) {
                consents.give(tx, user, client, scopes, given);
            }
            if (!given.equals(request.details())) {
                pendings.settle(tx, pending, given);
            }
            return pending;
        });
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
            if (kept) {
                pendings.lock(tx, pending);
            }
            if (!consents.holds(tx, person.userId(), client, request.toAllow(), request.details())) {
                return Optional.empty();
            }
            pendings.finish(tx, pending, kept);
            return Optional.of(earnings.start(tx, prepared));
        });
        return issued.map(rights -> earnings.parameters(request, prepared, rights));
    }
}
