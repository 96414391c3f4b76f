package dev.taskwright.oauth.backchannel;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a person's answer, and the answers: CIBA Core, 7.3 and 8. */
public final class BackchannelRequests {
    /** What one person has to look at, of one app and of all; a few more when they come at the same moment. */
    static final int MOST_OF_ONE = 10;

    static final int MOST = 30;

    private final Db db;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Decisions decisions;
    private final EventLog events;
    private final Jobs jobs;
    private final Sealer sealer;
    private final BackchannelStore store = new BackchannelStore();

    public BackchannelRequests(
            Db db,
            RandomTokens random,
            InstantSource clock,
            Decisions decisions,
            EventLog events,
            Jobs jobs,
            Sealer sealer) {
        this.db = db;
        this.random = random;
        this.clock = clock;
        this.decisions = decisions;
        this.events = events;
        this.jobs = jobs;
        this.sealer = sealer;
    }

    /**
     * An app begins to wait.
     *
     * @throws ProblemException {@code TooMany} when too much waits for this person already
     */
    StartedRequest start(Client client, UserId person, BackchannelParameters asked) {
        String id = random.token256();
        Instant now = clock.instant();
        Decision decision = Decision.waiting(
                Decisions.digest(id), client.id(), asked.scopes(), person, now, now.plus(asked.lifetime()));
        BackchannelRequest request = new BackchannelRequest(decision, asked.message());
        byte @Nullable [] ping = sealed(request, id, asked.token());
        if (!db.write(tx -> open(tx, request, ping))) {
            throw new ProblemException(
                    new Problem.TooMany("too many requests wait for this person", Duration.ofMinutes(1)));
        }
        return new StartedRequest(id, asked.lifetime());
    }

    private boolean open(Tx tx, BackchannelRequest request, byte @Nullable [] ping) {
        Decision decision = request.decision();
        List<Decision> waiting = decisions.waiting(tx, Objects.requireNonNull(decision.asked()), MOST);
        long ofThisApp = waiting.stream()
                .filter(each -> each.client().equals(decision.client()))
                .count();
        if (waiting.size() >= MOST || ofThisApp >= MOST_OF_ONE) {
            return false;
        }
        decisions.open(tx, decision);
        store.insert(tx, request, ping);
        return true;
    }

    private byte @Nullable [] sealed(BackchannelRequest request, String id, @Nullable String token) {
        return token == null
                ? null
                : sealer.seal(
                        new Ping(id, token).sealable().getBytes(StandardCharsets.UTF_8),
                        PingApp.context(request.name()));
    }

    /** What waits for this person, the oldest first. */
    List<BackchannelRequest> waiting(UserId person) {
        return db.read(tx -> decisions.waiting(tx, person, MOST).stream()
                .flatMap(decision -> with(tx, decision).stream())
                .toList());
    }

    /** One of this person's, also when it has been answered or is over. */
    Optional<BackchannelRequest> find(UserId person, String name) {
        return db.read(tx -> decisions
                .find(tx, name)
                .filter(decision -> person.equals(decision.asked()))
                .flatMap(decision -> with(tx, decision)));
    }

    private Optional<BackchannelRequest> with(Tx tx, Decision decision) {
        return store.find(tx, decision.digest()).map(kept -> new BackchannelRequest(decision, kept.message()));
    }

    /** What the person says; false when it was answered already, here or on another node, or it is too late. */
    boolean decide(BackchannelRequest request, Answer answer, boolean isAllowed) {
        BackchannelEvent event =
                isAllowed ? new BackchannelEvent.Allowed(request) : new BackchannelEvent.Denied(request);
        return decisions.decide(request.decision(), answer, isAllowed, tx -> {
            events.append(tx, answer.person(), "session", event);
            if (store.find(tx, request.name())
                    .flatMap(BackchannelStore.Kept::sealed)
                    .isPresent()) {
                jobs.add(tx, PingApp.KIND, request.name());
            }
        });
    }
}
