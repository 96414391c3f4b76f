package dev.taskwright.oauth.keys;

import dev.taskwright.base.ProblemException;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes keys without one failed verification: a key is announced, then signs, then stays published until the last token
 * it signed has expired. Every node may do it at any time; each change is made by one.
 */
public final class KeyRotation {
    private final Db db;
    private final SigningKeys keys;
    private final EventLog events;
    private final InstantSource clock;
    private final SigningKeyStore store = new SigningKeyStore();

    public KeyRotation(Db db, SigningKeys keys, EventLog events, InstantSource clock) {
        this.db = db;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** Every key, oldest first. */
    public List<KeyFacts> list() {
        return db.read(store::all).stream().map(KeyFacts::of).toList();
    }

    /** Does what is due by the schedule; to be called every few minutes. */
    public void step(KeySchedule schedule) {
        Instant now = clock.instant();
        List<SigningKey> all = db.read(store::all);
        for (SigningKey key : all) {
            switch (key.state()) {
                case ACTIVE -> {
                    boolean isDue = !since(key.activatedAt(), key)
                            .plus(schedule.use())
                            .minus(schedule.announce())
                            .isAfter(now);
                    if (isDue
                            && find(all, key.algorithm(), SigningKey.State.ANNOUNCED)
                                    .isEmpty()) {
                        announce(key.algorithm());
                    }
                }
                case ANNOUNCED -> {
                    if (!key.createdAt().plus(schedule.announce()).isAfter(now)) {
                        activate(key);
                    }
                }
                case RETIRED -> {
                    if (!since(key.retiredAt(), key).plus(schedule.retain()).isAfter(now)) {
                        drop(key);
                    }
                }
            }
        }
    }

    /** Announces a successor for each algorithm in use that has none yet; they sign when they were announced long enough. */
    public List<KeyFacts> rotate() {
        List<SigningKey> all = db.read(store::all);
        Set<SignatureAlgorithm> used = new TreeSet<>();
        all.stream().filter(key -> key.state() == SigningKey.State.ACTIVE).forEach(key -> used.add(key.algorithm()));
        used.stream()
                .filter(each -> find(all, each, SigningKey.State.ANNOUNCED).isEmpty())
                .forEach(this::announce);
        return list();
    }

    /**
     * Adds a key: the first one of its algorithm signs at once, a further one is announced.
     *
     * @throws ProblemException {@code Conflict} when a successor is announced already
     */
    public List<KeyFacts> add(SignatureAlgorithm algorithm) {
        List<SigningKey> all = db.read(store::all);
        if (!find(all, algorithm, SigningKey.State.ANNOUNCED).isEmpty()) {
            throw ProblemException.conflict("The next key for " + algorithm.word() + " is announced already");
        }
        if (find(all, algorithm, SigningKey.State.ACTIVE).isEmpty()) {
            insert(keys.generate(algorithm, SigningKey.State.ACTIVE), "activated");
        } else {
            announce(algorithm);
        }
        return list();
    }

    /**
     * Takes a key out of use at once; it stays published until its last token has expired. A successor, the announced one
     * or a new one, signs from now on.
     *
     * @throws ProblemException {@code NotFound}; {@code Conflict} when it is retired already
     */
    public List<KeyFacts> retire(String kid) {
        List<SigningKey> all = db.read(store::all);
        SigningKey key = all.stream()
                .filter(each -> each.kid().equals(kid))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("Key '" + kid + "'"));
        switch (key.state()) {
            case RETIRED -> throw ProblemException.conflict("This key is retired already");
            case ANNOUNCED -> drop(key);
            case ACTIVE -> {
                if (find(all, key.algorithm(), SigningKey.State.ANNOUNCED).isEmpty()) {
                    announce(key.algorithm());
                }
                find(db.read(store::all), key.algorithm(), SigningKey.State.ANNOUNCED)
                        .forEach(this::activate);
            }
        }
        return list();
    }

    /** Makes these the algorithms in use: adds a key where there is none, retires those of all others. */
    public void use(Set<SignatureAlgorithm> algorithms) {
        keys.ensure(algorithms);
        Instant now = clock.instant();
        for (SigningKey key : db.read(store::all)) {
            if (!algorithms.contains(key.algorithm()) && key.state() != SigningKey.State.RETIRED) {
                write(tx -> store.retire(tx, key, now), "retired", key);
            }
        }
    }

    private void announce(SignatureAlgorithm algorithm) {
        insert(keys.generate(algorithm, SigningKey.State.ANNOUNCED), "announced");
    }

    private void insert(SigningKey key, String what) {
        write(tx -> store.insertUnlessThere(tx, key), what, key);
    }

    /** The one that signed is retired in the same transaction: there is always exactly one. */
    private void activate(SigningKey key) {
        Instant now = clock.instant();
        write(tx -> store.replaceActive(tx, key, now), "activated", key);
    }

    private void drop(SigningKey key) {
        write(tx -> store.delete(tx, key), "dropped", key);
    }

    /** A change that another node has made meanwhile is not made again. */
    private void write(Predicate<Tx> change, String what, SigningKey key) {
        db.write(tx -> {
            boolean isDone = change.test(tx);
            if (isDone) {
                events.append(
                        tx,
                        null,
                        "oauth",
                        new KeyEvent(what, key.kid(), key.algorithm().word()));
                tx.signal(Signalled.KEYS, null);
            }
            return isDone;
        });
    }

    private static List<SigningKey> find(List<SigningKey> keys, SignatureAlgorithm algorithm, SigningKey.State state) {
        return keys.stream()
                .filter(key -> key.algorithm() == algorithm && key.state() == state)
                .toList();
    }

    /** Rows of the first version have no time of activation. */
    private static Instant since(@Nullable Instant moment, SigningKey key) {
        return moment == null ? key.createdAt() : moment;
    }
}
