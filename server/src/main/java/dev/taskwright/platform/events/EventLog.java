package dev.taskwright.platform.events;

import dev.taskwright.base.Caller;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where rooms write what happened, in the transaction in which it happens. */
public final class EventLog {
    /** How long entries stay. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private final EventStore store = new EventStore();
    private final InstantSource clock;

    public EventLog(InstantSource clock) {
        this.clock = clock;
    }

    public void append(Tx tx, Caller actor, Event event) {
        String who = switch (actor) {
            case Caller.Person person -> person.id().toString();
            case Caller.Operator operator -> "operator";
            case Caller.Visitor visitor -> "visitor";
        };
        store.insert(tx, clock.millis(), who, actor.via(), event);
    }

    /** For what happens outside a call, such as a sign-in; without an actor the server itself acted. */
    public void append(Tx tx, @Nullable UserId actor, String via, Event event) {
        store.insert(tx, clock.millis(), actor == null ? "server" : actor.toString(), via, event);
    }

    /** Entries with a number above {@code after}, oldest first, at most {@code limit}. */
    public List<LoggedEvent> since(Tx tx, long after, int limit) {
        return store.since(tx, after, limit);
    }

    /** Removes what is older than {@link #RETENTION}; returns how many. */
    public int forgetOld(Tx tx) {
        return store.deleteBefore(tx, clock.millis() - RETENTION.toMillis());
    }
}
