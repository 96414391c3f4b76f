package dev.taskwright.identity.personaltokens;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.access.BearerTokens;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.identity.sessions.MinuteMark;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets personal tokens in: the shape and checksum first, then a cache by SHA-256, then the database. */
public final class PersonalTokenGate implements BearerTokens {
    private final PersonalTokenStore store = new PersonalTokenStore();
    private final Db db;
    private final Users users;
    private final InstantSource clock;
    private final SharedCache<Known> cache;

    private record Known(PersonalToken token, MinuteMark used) {}

    public PersonalTokenGate(Db db, Users users, InstantSource clock) {
        this.db = db;
        this.users = users;
        this.clock = clock;
        this.cache = db.signals().cache(PersonalTokens.TOPIC, 10_000, Duration.ofMinutes(10));
    }

    @Override
    public boolean recognises(Credential presented) {
        return presented.isBearer() && TokenText.hasPrefix(presented.token());
    }

    @Override
    public Decision check(Credential presented) {
        if (!TokenText.isWellFormed(presented.token())) {
            return Decision.invalidToken("The personal token is mistyped or cut off");
        }
        Known known = cache.get(Digests.sha256Base64Url(presented.token()), this::load);
        if (known == null) {
            return Decision.invalidToken("The personal token does not exist or was revoked");
        }
        Instant now = clock.instant();
        if (known.token().isExpired(now)) {
            return Decision.invalidToken("The personal token has expired");
        }
        Optional<User> owner = users.find(known.token().owner()).filter(user -> !user.disabled());
        if (owner.isEmpty()) {
            return Decision.invalidToken("The personal token does not exist or was revoked");
        }
        if (known.used().isDue(now)) {
            touch(known.token().id(), now);
        }
        return new Decision.Admitted(caller(known.token(), owner.get()));
    }

    private @Nullable Known load(String tokenHash) {
        return db.read(tx -> store.findByHash(tx, tokenHash))
                .map(token -> new Known(token, new MinuteMark(token.usedAt() == null ? Instant.EPOCH : token.usedAt())))
                .orElse(null);
    }

    private static Caller.Person caller(PersonalToken token, User owner) {
        Set<Scope> scopes = new HashSet<>(token.scopes());
        if (!owner.admin()) {
            scopes.remove(Scope.ADMIN);
        }
        return new Caller.Person(owner.id(), owner.handle(), scopes, "token:" + token.id());
    }

    private void touch(String id, Instant now) {
        try {
            db.write(tx -> {
                store.touch(tx, id, now);
                return id;
            });
        } catch (ProblemException busy) {
            // a call must not fail for a time of last use; the next minute writes it
        }
    }
}
