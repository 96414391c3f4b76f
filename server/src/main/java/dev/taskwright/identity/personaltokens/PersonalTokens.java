package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creating, listing and revoking personal tokens: by their person, or by the operator for anybody. */
public final class PersonalTokens {
    /** Signalled with the SHA-256 of a token that was revoked. */
    static final String TOPIC = "personal_token";

    private static final int ID_LENGTH = 16;
    private static final Pattern ID = Pattern.compile("[1-9A-Za-z]{" + ID_LENGTH + "}");
    private static final int MOST_PER_PERSON = 100;
    private static final int LONGEST_NAME = 100;
    /** What a personal token may carry; a person's other data is reached by apps, with consent. */
    private static final Set<Scope> OFFERED = Set.of(Scope.API1, Scope.API2, Scope.AUTH, Scope.MCP);

    private final PersonalTokenStore store = new PersonalTokenStore();
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;

    public PersonalTokens(Db db, Users users, EventLog events, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** A new token with its text, which is nowhere else and cannot be shown again. */
    public record Created(PersonalToken token, String text) {
        @Override
        public String toString() {
            return "Created[" + token.id() + "]";
        }
    }

    /**
     * @param scopes empty means {@code api1}
     * @param expiresAt null for a token that does not expire
     * @throws ProblemException {@code Invalid} at the form's field name, scope or expires; {@code Conflict} when the
     *     person has 100 tokens
     */
    public Created create(Caller by, UserId owner, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        requireOwnerOrOperator(by, owner);
        Instant now = clock.instant();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("expires", "The expiry must be in the future");
        }
        PersonalToken token = new PersonalToken(
                random.base58(ID_LENGTH),
                owner,
                requireName(name),
                scopes.isEmpty() ? Set.of(Scope.API1) : Set.copyOf(scopes),
                now,
                expiresAt,
                null);
        String text = TokenText.make(random);
        db.write(tx -> {
            requireScopes(tx, token);
            if (store.countOf(tx, owner) >= MOST_PER_PERSON) {
                throw ProblemException.conflict(
                        "A person has at most " + MOST_PER_PERSON + " tokens; revoke one first");
            }
            store.insert(tx, token, Digests.sha256Base64Url(text));
            events.append(tx, by, new PersonalTokenEvent.Created(token));
            return token;
        });
        return new Created(token, text);
    }

    /** One person's tokens, oldest first, expired ones included: so that it can be seen why something stopped. */
    public List<PersonalToken> list(Caller by, UserId owner) {
        requireOwnerOrOperator(by, owner);
        return db.read(tx -> store.listOf(tx, owner));
    }

    /** Everybody's, oldest first; the operator's. */
    public List<PersonalToken> listAll(Caller by) {
        if (!(by instanceof Caller.Operator)) {
            throw ProblemException.forbidden("Only the operator may see everybody's tokens");
        }
        return db.read(store::listAll);
    }

    /**
     * At once, on every node.
     *
     * @throws ProblemException {@code NotFound}, also for another person's token
     */
    public void revoke(Caller by, String id) {
        if (!ID.matcher(id).matches()) {
            throw ProblemException.notFound("Token");
        }
        db.write(tx -> {
            PersonalToken token = store.find(tx, id)
                    .filter(found -> isOwnerOrOperator(by, found.owner()))
                    .orElseThrow(() -> ProblemException.notFound("Token"));
            store.delete(tx, id).ifPresent(hash -> {
                events.append(tx, by, new PersonalTokenEvent.Revoked(token));
                tx.signal(TOPIC, hash);
            });
            return token;
        });
    }

    private void requireScopes(Tx tx, PersonalToken token) {
        User owner = users.find(tx, token.owner()).orElseThrow(() -> ProblemException.notFound("User"));
        for (Scope scope : token.scopes()) {
            if (!OFFERED.contains(scope) && !(owner.admin() && scope.equals(Scope.ADMIN))) {
                throw ProblemException.invalid("scope", "A personal token cannot have the scope " + scope);
            }
        }
    }

    private static String requireName(String text) {
        String name = text.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name", "A name has 1 to 100 characters and no line breaks");
        }
        return name;
    }

    private static void requireOwnerOrOperator(Caller by, UserId owner) {
        if (!isOwnerOrOperator(by, owner)) {
            throw ProblemException.notFound("User");
        }
    }

    private static boolean isOwnerOrOperator(Caller by, UserId owner) {
        return switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Visitor visitor -> false;
            case Caller.Person person -> person.id().equals(owner);
        };
    }
}
