package dev.taskwright.oauth.devices;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Devices that ask, and people who decide about them: RFC 8628, 3.1 to 3.3. */
public final class Devices {
    /** How long a device waits for its person. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MOST_TRIES = 10;

    private final Db db;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Decisions decisions;
    private final EventLog events;
    private final GuessLimit limit;
    private final DeviceStore store = new DeviceStore();

    public Devices(Db db, RandomTokens random, InstantSource clock, Decisions decisions, EventLog events) {
        this.db = db;
        this.random = random;
        this.clock = clock;
        this.decisions = decisions;
        this.events = events;
        this.limit = new GuessLimit(db, clock, "Too many wrong codes.");
    }

    /** A device begins to wait. */
    StartedDevice start(Client client, ScopeSet scopes, String address) {
        String deviceCode = random.token256();
        for (int i = 0; i < MOST_TRIES; i++) {
            DeviceAuthorization device = waiting(deviceCode, client, scopes, address);
            if (db.write(tx -> open(tx, device))) {
                return new StartedDevice(deviceCode, device.userCode(), LIFETIME, Decisions.INTERVAL);
            }
        }
        throw ProblemException.unavailable("no user code is free", LIFETIME);
    }

    /**
     * The device that shows this code, if nobody else has decided about it. A code that is not there costs the person and
     * their address time, as a wrong password does: RFC 8628, 5.1.
     *
     * @param typed as somebody typed it
     * @throws ProblemException {@code TooMany} with the time to wait
     */
    Optional<DeviceAuthorization> find(UserId person, String address, String typed) {
        try (GuessLimit.Attempt attempt = limit.begin("device code by person " + person, address)) {
            Instant now = clock.instant();
            Optional<DeviceAuthorization> found = UserCode.typed(typed)
                    .flatMap(code -> db.read(tx -> shown(tx, code, now)))
                    .filter(device -> device.decision().concerns(person));
            // A right code forgives nothing: whoever guesses can always make one of their own.
            if (found.isEmpty()) {
                attempt.failed();
            }
            return found;
        }
    }

    /** What the person says; false when somebody has decided already or it is too late. */
    boolean decide(DeviceAuthorization device, Answer answer, boolean isAllowed) {
        DeviceEvent event = isAllowed ? new DeviceEvent.Allowed(device) : new DeviceEvent.Denied(device);
        return decisions.decide(
                device.decision(), answer, isAllowed, tx -> events.append(tx, answer.person(), "session", event));
    }

    private boolean open(Tx tx, DeviceAuthorization device) {
        decisions.open(tx, device.decision());
        boolean isFree = store.insert(tx, device);
        if (!isFree) {
            decisions.withdraw(tx, device.decision());
        }
        return isFree;
    }

    private Optional<DeviceAuthorization> shown(Tx tx, UserCode code, Instant now) {
        return store.find(tx, code, now)
                .flatMap(shown -> decisions
                        .find(tx, shown.digest())
                        .map(decision -> new DeviceAuthorization(decision, code, shown.address())));
    }

    private DeviceAuthorization waiting(String deviceCode, Client client, ScopeSet scopes, String address) {
        Instant now = clock.instant();
        Decision decision =
                Decision.waiting(Decisions.digest(deviceCode), client.id(), scopes, null, now, now.plus(LIFETIME));
        return new DeviceAuthorization(decision, new UserCode(random.consonants(UserCode.LENGTH)), address);
    }
}
