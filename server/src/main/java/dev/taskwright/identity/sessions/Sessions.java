package dev.taskwright.identity.sessions;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Starts, finds and ends sessions. One ends after 30 days without use, at sign-out, here or everywhere, when its person is
 * disabled, when their password changes, and when they have a hundred newer ones. Rows of ended ones are removed as new
 * ones begin, so the table needs no sweeper.
 */
public final class Sessions {
    private static final String TOPIC = "session";
    /** More than anybody has browsers; a program that signs in and never out ends its own oldest. */
    private static final int MOST_PER_PERSON = 100;

    private final SessionStore store = new SessionStore();
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;
    private final Jobs jobs;
    private final SharedCache<Live> cache;

    /** A session in memory; the mark is newer than the row by up to a minute. */
    private record Live(Session session, MinuteMark seen) {
        Session asSeen() {
            return new Session(
                    session.idHash(),
                    session.name(),
                    session.user(),
                    session.epoch(),
                    session.authenticatedAt(),
                    seen.last(),
                    session.methods());
        }
    }

    public Sessions(Db db, Users users, EventLog events, RandomTokens random, InstantSource clock) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.random = random;
        this.clock = clock;
        this.jobs = new Jobs(clock);
        this.cache = db.signals().cache(TOPIC, 10_000, Duration.ofMinutes(10));
    }

    /**
     * Begins a session for somebody who has just proved who they are, and ends the one this browser had. It is over before
     * it begins when the password has changed since {@code person} was read.
     *
     * @param replaced the cookie the browser brought, empty for none
     * @param methods how the person has proved it, by the names of RFC 8176
     * @return the new cookie: 43 characters, never seen before
     */
    public String start(User person, Optional<String> replaced, Set<String> methods) {
        UserId user = person.id();
        String cookie = random.token256();
        Instant now = clock.instant();
        db.write(tx -> {
            if (users.find(tx, user).filter(found -> !found.disabled()).isEmpty()) {
                throw ProblemException.notFound("User");
            }
            String idHash = Digests.sha256Base64Url(cookie);
            String name = replaced.flatMap(old -> replace(tx, Digests.sha256Base64Url(old), user))
                    .orElse(idHash);
            store.deleteUnusedSince(tx, now.minus(Session.IDLE));
            store.insert(tx, new Session(idHash, name, user, person.sessionEpoch(), now, now, methods));
            endOldest(tx, user, idHash);
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
        Session session = live.session();
        return user.map(person -> new SignedIn(person, session.name(), session.authenticatedAt(), session.methods()));
    }

    /** Ends the session of this cookie, here and on every node; nothing happens when there is none. */
    public void end(String cookie) {
        String idHash = Digests.sha256Base64Url(cookie);
        db.write(tx -> {
            Optional<UserId> user = store.delete(tx, idHash);
            user.ifPresent(person -> {
                events.append(tx, person, "session", new SessionEvent.Ended(person));
                told(tx, person);
            });
            tx.signal(TOPIC, idHash);
            return user;
        });
    }

    /**
     * Ends a session as part of more, here and on every node.
     *
     * @return false when it was over already, so that of many who end it one goes on
     */
    public boolean end(Tx tx, SignedIn person) {
        List<String> cookies = store.deleteByName(tx, person.userId(), person.sessionId());
        if (cookies.isEmpty()) {
            return false;
        }
        cookies.forEach(idHash -> tx.signal(TOPIC, idHash));
        events.append(tx, person.userId(), "session", new SessionEvent.Ended(person.userId()));
        return true;
    }

    /** Ends every session of the person, here and on every node. */
    public void endAll(UserId person) {
        db.write(tx -> {
            store.deleteAll(tx, person).forEach(idHash -> tx.signal(TOPIC, idHash));
            events.append(tx, person, "session", new SessionEvent.EndedEverywhere(person));
            told(tx, person);
            return person;
        });
    }

    private void endOldest(Tx tx, UserId user, String newest) {
        List<String> ended = store.keepNewest(tx, user, newest, MOST_PER_PERSON);
        ended.forEach(idHash -> tx.signal(TOPIC, idHash));
        if (!ended.isEmpty()) {
            told(tx, user);
        }
    }

    /** Ends the session this browser had; its name lives on when it was the same person's. */
    private Optional<String> replace(Tx tx, String idHash, UserId user) {
        Optional<Session> old = store.find(tx, idHash);
        store.delete(tx, idHash).filter(owner -> !owner.equals(user)).ifPresent(owner -> told(tx, owner));
        tx.signal(TOPIC, idHash);
        return old.filter(session -> session.user().equals(user)).map(Session::name);
    }

    /** For those who keep something for as long as a session lasts. */
    private void told(Tx tx, UserId owner) {
        jobs.add(tx, Users.SESSIONS_ENDED, owner.toString());
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
