package dev.taskwright.oauth.registration;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Initial access tokens, by which the operator lets others register apps: RFC 7591, 1.2. Kept only as digests. */
public final class InitialTokens {
    private static final String PREFIX = "twi_";
    private static final int ID_LENGTH = 16;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_USES = 10_000;

    private final Db db;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;
    private final InitialTokenStore store = new InitialTokenStore();

    public InitialTokens(Db db, EventLog events, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** A new token with its text, which is nowhere else and cannot be shown again. */
    public record Created(InitialToken token, String text) {
        /** Leaves the text out. */
        @Override
        public String toString() {
            return "Created[" + token.id() + "]";
        }
    }

    /**
     * @param uses how many apps may be registered with it, 1 to 10 000
     * @param owner who answers for them; null for nobody
     * @throws ProblemException {@code Invalid} at {@code name} or {@code uses}; {@code Forbidden} to all but the operator
     */
    public Created create(Caller by, String name, int uses, Duration life, @Nullable UserId owner) {
        requireOperator(by);
        Instant now = clock.instant();
        InitialToken token =
                new InitialToken(random.base58(ID_LENGTH), named(name), owner, counted(uses), now, now.plus(life));
        String text = PREFIX + random.token256();
        db.write(tx -> {
            store.insert(tx, token, Digests.sha256Base64Url(text));
            events.append(tx, by, new InitialTokenEvent("created", token));
            return token;
        });
        return new Created(token, text);
    }

    /** Oldest first; for the operator. */
    public List<InitialToken> list(Caller by) {
        requireOperator(by);
        return db.read(store::all);
    }

    /** Ends it; what was registered with it stays. */
    public void revoke(Caller by, String id) {
        requireOperator(by);
        db.write(tx -> {
            InitialToken token =
                    store.delete(tx, id).orElseThrow(() -> ProblemException.notFound("Registration token"));
            events.append(tx, by, new InitialTokenEvent("revoked", token));
            return token;
        });
    }

    /** To be called every few minutes: tokens that are over or used up go. Returns how many. */
    public int forgetOver() {
        return db.write(tx -> store.deleteOver(tx, clock.instant()));
    }

    /** The token of this text, if it still lets somebody register. */
    Optional<InitialToken> find(String text) {
        Instant now = clock.instant();
        return db.read(tx -> store.find(tx, Digests.sha256Base64Url(text)))
                .filter(token -> token.usesLeft() > 0 && token.expiresAt().isAfter(now));
    }

    /** Takes one use, in the transaction that registers; false when somebody else took the last one. */
    boolean use(Tx tx, InitialToken token, Instant now) {
        return store.use(tx, token.id(), now);
    }

    private static String named(String text) {
        String name = text.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "name must be 1 to 100 visible characters");
        }
        return name;
    }

    private static int counted(int uses) {
        if (uses < 1 || uses > MOST_USES) {
            throw ProblemException.invalid("uses", "uses must be 1 to " + MOST_USES);
        }
        return uses;
    }

    private static void requireOperator(Caller by) {
        if (!(by instanceof Caller.Operator)) {
            throw ProblemException.forbidden("only the operator handles registration tokens");
        }
    }
}
