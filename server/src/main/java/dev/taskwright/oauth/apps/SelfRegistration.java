package dev.taskwright.oauth.apps;

import dev.taskwright.base.UserId;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * Apps that register themselves: they may say nothing an operator says. Whether one may register at all, and which one
 * speaks, is for the caller.
 */
public final class SelfRegistration {
    private static final String VIA = "registration";
    private static final String VIA_DOCUMENT = "document";

    private final AppDrafts drafts;
    private final Clients clients;
    private final EventLog events;
    private final Logos logos;

    public SelfRegistration(AppDrafts drafts, Clients clients, EventLog events, Logos logos) {
        this.drafts = drafts;
        this.clients = clients;
        this.events = events;
        this.logos = logos;
    }

    /**
     * The app, not stored yet.
     *
     * @param owner who answers for it; null for nobody
     * @param metadata a JSON object
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the member at fault
     */
    public AddedApp draft(@Nullable UserId owner, @Nullable Object metadata) {
        return drafts.ofItself(owner, metadata);
    }

    /** The same app with other metadata, not stored yet. */
    public AddedApp redraft(Client client, @Nullable Object metadata) {
        return drafts.changed(client, metadata, false);
    }

    public void insert(Tx tx, Client client) {
        clients.insert(tx, client);
        events.append(tx, null, VIA, AppEvent.registered(client));
        logos.wantFor(tx, client);
    }

    /** Writes an app down that describes itself in a document, unless it has been; true when it had not. */
    public boolean insertIfAbsent(Tx tx, Client client) {
        boolean isNew = clients.insertIfAbsent(tx, client);
        if (isNew) {
            events.append(tx, null, VIA_DOCUMENT, AppEvent.registered(client));
            logos.wantFor(tx, client);
        }
        return isNew;
    }

    public void replace(Tx tx, Client client) {
        clients.replace(tx, client);
        events.append(tx, null, VIA, AppEvent.changed(client.id()));
        logos.wantFor(tx, client);
    }

    /** Ends the app; true when it was there. */
    public boolean remove(Tx tx, ClientId id) {
        boolean removed = clients.delete(tx, id);
        events.append(tx, null, VIA, AppEvent.deleted(id));
        return removed;
    }
}
