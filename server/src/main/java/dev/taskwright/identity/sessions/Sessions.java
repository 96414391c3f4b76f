package dev.taskwright.identity.sessions;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Starts, finds and ends sessions. One ends after 30 days without use, at sign-out, when its person is disabled and when
 * their password changes. Rows of ended ones are removed as new ones begin, so the table needs no sweeper.
 */
public final class Sessions {
    private static final String TOPIC = "session";

    private final SessionStore store = new SessionStore();
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;
    private final SharedCache<Live> cache;

    /** A session in memory; the mark is newer than the row by up to a minute. */
    private record Live(Session session, MinuteMark seen) {
        Session asSeen() {
            return new Session(
                    session.idHash(), session.user(), session.epoch(), session.authenticatedAt(), seen.last());
        }
    }

    public Sessions(Db db, Users users, EventLog events, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.random = random;
        this.clock = clock;
        this.cache = db.signals().cache(TOPIC, 10_000, Duration.ofMinutes(10));
    }

    /**
     * Begins a session for somebody who has just proved who they are, and ends the one this browser had. It is over before
     * it begins when the password has changed since {@code person} was read.
     *
     * @param replaced the cookie the browser brought, empty for none
     * @return the new cookie: 43 characters, never seen before
     */
    public String start(User person, Optional<String> replaced) {
        UserId user = person.id();
        String cookie = random.token256();
        Instant now = clock.instant();
        db.write(tx -> {
            if (users.find(tx, user).filter(found -> !found.disabled()).isEmpty()) {
                throw ProblemException.notFound("User");
            }
            replaced.map(Digests::sha256Base64Url).ifPresent(old -> {
                store.delete(tx, old);
                tx.signal(TOPIC, old);
            });
            store.deleteUnusedSince(tx, now.minus(Session.IDLE));
            store.insert(tx, new Session(Digests.sha256Base64Url(cookie), user, person.sessionEpoch(), now, now));
            events.append(tx, user, "session", new SessionEvent.Started(user));
            return person;
        });
        return cookie;
    }

    /** Who is behind this cookie; empty for an unknown one, and when the session or its person's access has ended. */
    public Optional<SignedIn> find(String cookie) {
        String idHash = Digests.sha256Base64Url(cookie);
        Live live = cache.get(
                idHash,
                key -> db.read(tx -> store.find(tx, key))
                        .map(found -> new Live(found, new MinuteMark(found.seenAt())))
                        .orElse(null));
        Instant now = clock.instant();
        if (live == null || live.asSeen().isOver(now)) {
            return Optional.empty();
        }
        Optional<User> user = users.find(live.session().user())
                .filter(person -> !person.disabled()
                        && person.sessionEpoch() == live.session().epoch());
        if (user.isPresent() && live.seen().isDue(now)) {
            touch(idHash, now);
        }
        return user.map(person -> new SignedIn(person, idHash, live.session().authenticatedAt()));
    }

    /** Ends the session of this cookie, here and on every node; nothing happens when there is none. */
    public void end(String cookie) {
        String idHash = Digests.sha256Base64Url(cookie);
        db.write(tx -> {
            Optional<UserId> user = store.delete(tx, idHash);
            user.ifPresent(person -> events.append(tx, person, "session", new SessionEvent.Ended(person)));
            tx.signal(TOPIC, idHash);
            return user;
        });
    }

    private void touch(String idHash, Instant now) {
        try {
            db.write(tx -> {
                store.touch(tx, idHash, now);
                return idHash;
            });
        } catch (ProblemException busy) {
            // a page must not fail for a time of last use; the next minute writes it
        }
    }
}
