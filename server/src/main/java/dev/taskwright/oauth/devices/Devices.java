package dev.taskwright.oauth.devices;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.signin.GuessLimit;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.consent.Consents;
import dev.taskwright.oauth.devices.DeviceAuthorization.Answer;
import dev.taskwright.oauth.devices.DeviceAuthorization.State;
import dev.taskwright.oauth.protocol.OAuthError;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Devices that ask, people who decide, and the devices hearing of it: RFC 8628, 3. */
public final class Devices {
    /** How long a device waits for its person; as long again it is told that it waited too long. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    static final int INTERVAL = 5;
    private static final int MOST_TRIES = 10;

    private final Db db;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Consents consents;
    private final EventLog events;
    private final GuessLimit limit;
    private final DeviceStore store = new DeviceStore();

    public Devices(Db db, RandomTokens random, InstantSource clock, Consents consents, EventLog events) {
        this.db = db;
        this.random = random;
        this.clock = clock;
        this.consents = consents;
        this.events = events;
        this.limit = new GuessLimit(db, clock, "Too many wrong codes.");
    }

    /** A device begins to wait. */
    StartedDevice start(Client client, ScopeSet scopes, String address) {
        String deviceCode = random.token256();
        for (int i = 0; i < MOST_TRIES; i++) {
            DeviceAuthorization device = waiting(deviceCode, client, scopes, address);
            if (db.write(tx -> store.insert(tx, device, INTERVAL))) {
                return new StartedDevice(deviceCode, device.userCode(), LIFETIME, INTERVAL);
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
                    .flatMap(code -> db.read(tx -> store.find(tx, code, now)))
                    .filter(device -> device.concerns(person));
            // A right code forgives nothing: whoever guesses can always make one of their own.
            if (found.isEmpty()) {
                attempt.failed();
            }
            return found;
        }
    }

    /** What the person says; false when somebody has decided already or it is too late. */
    boolean decide(DeviceAuthorization device, Answer answer, boolean isAllowed) {
        Instant now = clock.instant();
        return db.write(tx -> {
            if (!store.decide(tx, device.digest(), isAllowed ? State.ALLOWED : State.DENIED, answer, now)) {
                return false;
            }
            if (isAllowed) {
                consents.give(tx, answer.person(), device.client(), device.scopes());
            }
            events.append(
                    tx,
                    answer.person(),
                    "session",
                    isAllowed ? new DeviceEvent.Allowed(device) : new DeviceEvent.Denied(device));
            return true;
        });
    }

    /**
     * The device asks: RFC 8628, 3.4 and 3.5.
     *
     * @return what was allowed, to be {@linkplain #redeem redeemed}
     * @throws OAuthException {@code authorization_pending}, {@code slow_down}, {@code access_denied},
     *     {@code expired_token} or {@code invalid_grant}
     */
    public DeviceAuthorization poll(Client client, String deviceCode) {
        Instant now = clock.instant();
        DeviceAuthorization device = db.read(tx -> store.find(tx, Digests.sha256Base64Url(deviceCode)))
                .filter(found -> found.client().equals(client.id()))
                .orElseThrow(() -> new OAuthException(
                        OAuthError.invalidGrant("the device_code is unknown, used or another app's")));
        State state = device.state();
        if (state != State.REDEEMED && device.isExpired(now)) {
            throw new OAuthException(OAuthError.expiredToken("nobody answered in time, start again"));
        }
        return switch (state) {
            case ALLOWED -> device;
            case DENIED -> throw new OAuthException(OAuthError.denied("the person said no"));
            case REDEEMED ->
                throw new OAuthException(
                        OAuthError.invalidGrant("the device_code is unknown, used or another app's"),
                        "device code used a second time");
            case WAITING -> throw new OAuthException(db.write(tx -> waiting(tx, device, now)));
        };
    }

    /** Uses the code up; true once. */
    public boolean redeem(Tx tx, DeviceAuthorization device) {
        return store.redeem(tx, device.digest(), clock.instant());
    }

    /** To be called every few minutes; returns how many rows went. */
    public int forgetExpired() {
        return db.write(tx -> store.forget(tx, clock.instant().minus(LIFETIME)));
    }

    private OAuthError waiting(Tx tx, DeviceAuthorization device, Instant now) {
        if (store.poll(tx, device.digest(), now)) {
            return OAuthError.authorizationPending();
        }
        return store.slowDown(tx, device.digest(), INTERVAL, now)
                .map(OAuthError::slowDown)
                .orElseGet(OAuthError::authorizationPending);
    }

    private DeviceAuthorization waiting(String deviceCode, Client client, ScopeSet scopes, String address) {
        Instant now = clock.instant();
        return new DeviceAuthorization(
                Digests.sha256Base64Url(deviceCode),
                new UserCode(random.consonants(UserCode.LENGTH)),
                client.id(),
                scopes,
                address,
                now,
                now.plus(LIFETIME),
                State.WAITING,
                null);
    }
}
