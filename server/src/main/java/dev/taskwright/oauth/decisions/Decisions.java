package dev.taskwright.oauth.decisions;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Questions that wait, people who answer, and apps that hear of it by asking again: RFC 8628, 3.3 to 3.5. */
public final class Decisions {
    /** Seconds between two polls: RFC 8628, 3.2; CIBA Core, 7.3. */
    public static final int INTERVAL = 5;

    /** How long an app is still told that it waited too long. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Db db;
    private final InstantSource clock;
    private final Consents consents;
    private final DecisionStore store = new DecisionStore();

    public Decisions(Db db, InstantSource clock, Consents consents) {
        this.db = db;
        this.clock = clock;
        this.consents = consents;
    }

    /** What only the app knows is stored as this. */
    public static String digest(String code) {
        return Digests.sha256Base64Url(code);
    }

    /** Begins to wait. */
    public void open(Tx tx, Decision decision) {
        consents.prepare(tx, decision.client());
        store.insert(tx, decision, INTERVAL);
    }

    /** Takes back what was put to nobody yet. */
    public void withdraw(Tx tx, Decision decision) {
        store.delete(tx, decision.digest());
    }

    public Optional<Decision> find(Tx tx, String digest) {
        return store.find(tx, digest);
    }

    /** What waits for this person, the oldest first, at most so many. */
    public List<Decision> waiting(Tx tx, UserId asked, int most) {
        return store.waiting(tx, asked, most, clock.instant());
    }

    /**
     * What the person says. Allowing gives the consent.
     *
     * @param then what goes with it in the same transaction
     * @return false when somebody has decided already, it is too late, or it is another person's to answer
     */
    public boolean decide(Decision decision, Answer answer, boolean isAllowed, Consumer<Tx> then) {
        Instant now = clock.instant();
        State state = isAllowed ? State.ALLOWED : State.DENIED;
        return db.write(tx -> {
            if (!store.decide(tx, decision.digest(), state, answer, now)) {
                return false;
            }
            if (isAllowed) {
                consents.give(tx, answer.person(), decision.client(), decision.scopes());
            }
            then.accept(tx);
            return true;
        });
    }

    /**
     * The app asks: RFC 8628, 3.4 and 3.5; CIBA Core, 10.1 and 11.
     *
     * @param name of the parameter that {@code code} came in
     * @return what was allowed, to be {@linkplain #redeem redeemed}
     * @throws OAuthException {@code authorization_pending}, {@code slow_down}, {@code access_denied},
     *     {@code expired_token} or {@code invalid_grant}
     */
    public Decision poll(Client client, String name, String code) {
        Instant now = clock.instant();
        Decision decision = db.read(tx -> store.find(tx, digest(code)))
                .filter(found -> found.client().equals(client.id()))
                .orElseThrow(() -> new OAuthException(unknown(name)));
        State state = decision.state();
        if (state != State.REDEEMED && decision.isExpired(now)) {
            throw new OAuthException(OAuthError.expiredToken("nobody answered in time, start again"));
        }
        return switch (state) {
            case ALLOWED -> decision;
            case DENIED -> throw new OAuthException(OAuthError.denied("the person said no"));
            case REDEEMED -> throw new OAuthException(unknown(name), name + " used a second time");
            case WAITING -> throw new OAuthException(db.write(tx -> waiting(tx, decision, now)));
        };
    }

    /** Uses the app's code up; true once. */
    public boolean redeem(Tx tx, Decision decision) {
        return store.redeem(tx, decision.digest(), clock.instant());
    }

    /** To be called every few minutes; returns how many rows went. */
    public int forgetExpired() {
        return db.write(tx -> store.forget(tx, clock.instant().minus(REMEMBERED)));
    }

    /** The one answer for all codes that are no good. */
    public static OAuthError unknown(String name) {
        return OAuthError.invalidGrant("the " + name + " is unknown, used or another app's");
    }

    private OAuthError waiting(Tx tx, Decision decision, Instant now) {
        if (store.poll(tx, decision.digest(), now)) {
            return OAuthError.authorizationPending();
        }
        return store.slowDown(tx, decision.digest(), INTERVAL, now)
                .map(OAuthError::slowDown)
                .orElseGet(OAuthError::authorizationPending);
    }
}
