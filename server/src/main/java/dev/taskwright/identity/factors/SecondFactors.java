package dev.taskwright.identity.factors;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.SealBroken;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A person's authenticator app (RFC 6238) and the recovery codes beside it. Each code opens once, on whichever node, and a
 * code that was used takes those before it along.
 */
public final class SecondFactors {
    /** How long somebody may take to set up their app. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final SecondFactorStore store = new SecondFactorStore();
    private final Db db;
    private final Sealer sealer;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;

    public SecondFactors(Db db, Sealer sealer, EventLog events, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.sealer = sealer;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /**
     * An app that is being set up; nothing is stored yet.
     *
     * @param seed in base 32, to be typed
     * @param address the same and more, to be shown as a picture
     * @param sealed what {@link #add} wants back; opens nothing, and only for this person
     */
    public record Setup(String seed, String address, String sealed) {
        @Override
        public String toString() {
            return "Setup";
        }
    }

    public Optional<SecondFactor> find(UserId person) {
        return db.read(tx -> store.addedAt(tx, person).map(at -> new SecondFactor(at, store.countCodes(tx, person))));
    }

    /**
     * @param issuer the name of this server in the app
     * @param account the person's name in the app
     */
    public Setup begin(UserId person, String issuer, String account) {
        return setup(Seed.make(random), clock.instant(), person, issuer, account);
    }

    /**
     * The same once more, for somebody who mistyped the first code.
     *
     * @throws ProblemException {@code Invalid} when it is too old or another person's
     */
    public Setup again(UserId person, String sealed, String issuer, String account) {
        Opened opened = open(person, sealed);
        return setup(opened.seed(), opened.at(), person, issuer, account);
    }

    /**
     * Adds the app, once its first code shows that it works. The answer is the recovery codes, which cannot be shown again.
     *
     * @param sealed as {@link Setup} has it
     * @throws ProblemException {@code Invalid} at {@code code}; {@code Conflict} when the person has one
     */
    public List<String> add(Caller by, UserId person, String sealed, String code) {
        requireSelf(by, person);
        Seed seed = open(person, sealed).seed();
        Instant now = clock.instant();
        OptionalLong step = TimeCode.stepOf(seed.bytes(), digits(code), now);
        if (step.isEmpty()) {
            throw ProblemException.invalid(
                    "code", "This is not the code that the app shows now. Is the telephone's clock right?");
        }
        byte[] kept = sealer.seal(seed.bytes(), context(person));
        List<RecoveryCode> codes = RecoveryCode.make(random);
        db.write(tx -> {
            if (!store.insert(tx, person, kept, step.getAsLong(), now)) {
                throw ProblemException.conflict("There is an authenticator app already; remove it first");
            }
            keep(tx, person, codes);
            events.append(tx, by, FactorEvent.added(person));
            return person;
        });
        return texts(codes);
    }

    /** Whether it is a code of the person's app or one of their recovery codes; it is used up then. */
    public boolean opens(UserId person, String typed) {
        Optional<byte[]> seed = db.read(tx -> store.sealed(tx, person)).map(kept -> sealer.open(kept, context(person)));
        OptionalLong step = seed.map(bytes -> TimeCode.stepOf(bytes, digits(typed), clock.instant()))
                .orElse(OptionalLong.empty());
        if (step.isPresent()) {
            return db.write(tx -> store.use(tx, person, step.getAsLong()));
        }
        String digest = RecoveryCode.typed(typed).digest(person);
        return seed.isPresent() && db.write(tx -> spend(tx, person, digest));
    }

    /**
     * New recovery codes; the old ones open nothing any more.
     *
     * @throws ProblemException {@code NotFound} when there is no app
     */
    public List<String> renewCodes(Caller by, UserId person) {
        requireSelf(by, person);
        List<RecoveryCode> codes = RecoveryCode.make(random);
        db.write(tx -> {
            if (store.addedAt(tx, person).isEmpty()) {
                throw ProblemException.notFound("Authenticator app");
            }
            keep(tx, person, codes);
            events.append(tx, by, FactorEvent.renewed(person));
            return person;
        });
        return texts(codes);
    }

    /** By the person, or by the operator for somebody who lost everything. */
    public void remove(Caller by, UserId person) {
        if (!(by instanceof Caller.Operator)) {
            requireSelf(by, person);
        }
        db.write(tx -> {
            if (store.delete(tx, person)) {
                store.replaceCodes(tx, person, List.of());
                events.append(tx, by, FactorEvent.removed(person));
            }
            return person;
        });
    }

    private boolean spend(Tx tx, UserId person, String digest) {
        if (!store.spendCode(tx, person, digest)) {
            return false;
        }
        events.append(tx, person, "session", FactorEvent.recovered(person));
        return true;
    }

    private void keep(Tx tx, UserId person, List<RecoveryCode> codes) {
        store.replaceCodes(
                tx, person, codes.stream().map(code -> code.digest(person)).toList());
    }

    private record Opened(Seed seed, Instant at) {}

    private Setup setup(Seed seed, Instant at, UserId person, String issuer, String account) {
        byte[] bytes = seed.bytes();
        byte[] plain = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(at.toEpochMilli())
                .put(bytes)
                .array();
        String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(sealer.seal(plain, setupOf(person)));
        return new Setup(seed.text(), seed.address(issuer, account), sealed);
    }

    private Opened open(UserId person, String sealed) {
        try {
            byte[] plain = sealer.open(Base64.getUrlDecoder().decode(sealed), setupOf(person));
            Instant at = Instant.ofEpochMilli(ByteBuffer.wrap(plain).getLong());
            if (at.plus(PATIENCE).isAfter(clock.instant())) {
                return new Opened(Seed.of(Arrays.copyOfRange(plain, Long.BYTES, plain.length)), at);
            }
        } catch (IllegalArgumentException | SealBroken altered) {
            // the same answer as for one that is too old
        }
        throw ProblemException.invalid("", "Setting up took too long. Begin again with the new picture below");
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }

    private static List<String> texts(List<RecoveryCode> codes) {
        return codes.stream().map(RecoveryCode::text).toList();
    }

    private static String context(UserId person) {
        return "second_factor:" + person;
    }

    private static String setupOf(UserId person) {
        return "second_factor_setup:" + person;
    }

    private static void requireSelf(Caller by, UserId person) {
        if (!(by instanceof Caller.Person self && self.id().equals(person))) {
            throw ProblemException.forbidden("Only the person may do this");
        }
    }
}
