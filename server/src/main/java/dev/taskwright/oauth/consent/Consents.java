package dev.taskwright.oauth.consent;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/** Remembers what people allowed, and forgets it with everything that stood on it. */
public final class Consents {
    private final Db db;
    private final EventLog events;
    private final InstantSource clock;
    private final BiConsumer<Tx, ClientId> writingDown;
    private final ConsentStore store = new ConsentStore();

    /** @param writingDown makes sure that the app has a row, which a consent hangs on */
    public Consents(Db db, EventLog events, InstantSource clock, BiConsumer<Tx, ClientId> writingDown) {
        this.db = db;
        this.events = events;
        this.clock = clock;
        this.writingDown = writingDown;
    }

    /** Whether the person has allowed the app all of these already. */
    public boolean covers(UserId user, ClientId client, ScopeSet scopes) {
        return covers(user, client, scopes, AuthorizationDetails.NONE);
    }

    /** The same of single projects too; what the person has yet to choose is not allowed yet. */
    public boolean covers(UserId user, ClientId client, ScopeSet scopes, AuthorizationDetails details) {
        return db.read(tx -> store.find(tx, user, client))
                .filter(consent -> consent.covers(scopes, details))
                .isPresent();
    }

    /** The same, holding the consent until the transaction ends, so that no withdrawal slips in between. */
    public boolean holds(Tx tx, UserId user, ClientId client, ScopeSet scopes) {
        return holds(tx, user, client, scopes, AuthorizationDetails.NONE);
    }

    /** The same of single projects too. */
    public boolean holds(Tx tx, UserId user, ClientId client, ScopeSet scopes, AuthorizationDetails details) {
        return store.lock(tx, user, client)
                .filter(consent -> consent.covers(scopes, details))
                .isPresent();
    }

    /** Adds to what the person has allowed the app, on a page of ours. */
    public void give(Tx tx, UserId user, ClientId client, ScopeSet scopes) {
        give(tx, user, client, scopes, AuthorizationDetails.NONE, "session");
    }

    /** The same with single projects. */
    public void give(Tx tx, UserId user, ClientId client, ScopeSet scopes, AuthorizationDetails details) {
        give(tx, user, client, scopes, details, "session");
    }

    /** @param via how they said so, for the change log */
    public void give(Tx tx, UserId user, ClientId client, ScopeSet scopes, String via) {
        give(tx, user, client, scopes, AuthorizationDetails.NONE, via);
    }

    private void give(Tx tx, UserId user, ClientId client, ScopeSet scopes, AuthorizationDetails details, String via) {
        Instant now = clock.instant();
        prepare(tx, client);
        store.insertEmpty(tx, user, client, now);
        store.lock(tx, user, client).ifPresent(before -> store.update(tx, before.with(scopes, details, now)));
        events.append(tx, user, via, new ConsentEvent.Given(client.value(), scopes, details));
    }

    /** Makes sure that the app has a row, so that something can hang on it. */
    public void prepare(Tx tx, ClientId client) {
        writingDown.accept(tx, client);
    }

    /** The person's apps, latest decision first. */
    public List<Consent> of(UserId user) {
        return db.read(tx -> store.of(tx, user));
    }

    /** Takes everything back. The app's codes and tokens end at once, on every node. */
    public boolean withdraw(UserId user, ClientId client) {
        return db.write(tx -> {
            boolean existed = store.delete(tx, user, client);
            if (existed) {
                events.append(tx, user, "session", new ConsentEvent.Withdrawn(client.value()));
                tx.signal(Signalled.AUTHORIZATIONS, null);
            }
            return existed;
        });
    }
}
