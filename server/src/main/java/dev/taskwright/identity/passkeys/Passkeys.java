package dev.taskwright.identity.passkeys;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A person's passkeys, and signing in with one. Each challenge is answered once, on whichever node. */
public final class Passkeys {
    private static final int MOST_PER_PERSON = 20;
    private static final int LONGEST_NAME = 60;
    private static final String SIGN_IN = "passkey sign-in";

    private final PasskeyStore store = new PasskeyStore();
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final Sealer sealer;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Ceremony ceremony;

    /** @param place the public address of this server; its host is what passkeys are bound to */
    public Passkeys(
            Db db, Users users, EventLog events, Sealer sealer, RandomTokens random, InstantSource clock, URI place) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
        this.ceremony = new Ceremony(place);
    }

    /**
     * What a page needs to ask an authenticator.
     *
     * @param options JSON for {@code navigator.credentials}
     * @param challenge comes back with the answer
     */
    public record Question(String options, String challenge) {}

    /** @param synced whether the passkey that opened may be on several devices */
    public record Opened(User person, boolean synced) {}

    public List<Passkey> list(UserId person) {
        return db.read(tx -> store.listOf(tx, person));
    }

    public Question beginAdding(User person) {
        Challenge challenge = Challenge.make(random, clock.instant());
        String options = ceremony.creation(challenge, person, list(person.id()));
        return new Question(options, challenge.sealed(sealer, adding(person.id())));
    }

    /**
     * Keeps the passkey that answers.
     *
     * @param answer the credential as JSON, bytes in base64url
     * @throws ProblemException {@code Invalid} when the answer is wrong or late; {@code Conflict} when it is known already
     *     or the person has 20
     */
    public void add(Caller by, User person, String challenge, String answer, String name) {
        UserId id = person.id();
        requireSelf(by, id);
        Instant now = clock.instant();
        Challenge asked = Challenge.open(sealer, adding(id), challenge, now);
        StoredKey key = ceremony.created(asked, id, Credential.read(answer).orElseThrow(Passkeys::unknown));
        String called = name(name);
        db.write(tx -> {
            spend(tx, asked);
            if (store.listOf(tx, id).size() >= MOST_PER_PERSON) {
                throw ProblemException.conflict(
                        "A person has at most " + MOST_PER_PERSON + " passkeys; remove one first");
            }
            if (!store.insert(tx, key, called, now)) {
                throw ProblemException.conflict("This passkey is known already");
            }
            events.append(tx, by, PasskeyEvent.added(id, called));
            return id;
        });
    }

    /** @throws ProblemException {@code NotFound}, also for another person's */
    public void remove(Caller by, UserId person, String id) {
        requireSelf(by, person);
        db.write(tx -> {
            Passkey removed = store.delete(tx, person, id).orElseThrow(() -> ProblemException.notFound("Passkey"));
            events.append(tx, by, PasskeyEvent.removed(removed));
            return removed;
        });
    }

    public Question beginSignIn() {
        Challenge challenge = Challenge.make(random, clock.instant());
        return new Question(ceremony.request(challenge), challenge.sealed(sealer, SIGN_IN));
    }

    /**
     * Whose passkey it is that answers.
     *
     * @throws ProblemException {@code Invalid} for whatever reason it does not open
     */
    public Opened open(String challenge, String answer) {
        Instant now = clock.instant();
        Challenge asked = Challenge.open(sealer, SIGN_IN, challenge, now);
        Credential credential = Credential.read(answer).orElseThrow(Passkeys::unknown);
        StoredKey key = db.read(tx -> store.find(tx, credential.id())).orElseThrow(Passkeys::unknown);
        long counter = ceremony.answered(asked, key, credential);
        User person =
                users.find(key.person()).filter(found -> !found.disabled()).orElseThrow(Passkeys::unknown);
        db.write(tx -> {
            spend(tx, asked);
            if (!store.use(tx, key.id(), counter, now)) {
                throw unknown();
            }
            return person;
        });
        return new Opened(person, key.synced());
    }

    /** To be called now and then: forgets the challenges that are over anyway. */
    public int forget() {
        return db.write(tx -> store.forget(tx, clock.instant()));
    }

    private void spend(Tx tx, Challenge challenge) {
        if (!store.spend(tx, challenge.digest(), challenge.expiresAt())) {
            throw ProblemException.invalid("", "That was answered already. Please try again");
        }
    }

    private static String name(String text) {
        String name = text.strip();
        if (name.isEmpty()) {
            return "Passkey";
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "A name has at most 60 characters and no line breaks");
        }
        return name;
    }

    private static String adding(UserId person) {
        return "passkey of " + person;
    }

    private static ProblemException unknown() {
        return ProblemException.invalid("", "This passkey opens no account here");
    }

    private static void requireSelf(Caller by, UserId person) {
        if (!(by instanceof Caller.Person self && self.id().equals(person))) {
            throw ProblemException.forbidden("Only the person may do this");
        }
    }
}
