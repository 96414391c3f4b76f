package dev.taskwright.oauth.apps;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers, changes and deletes apps. A person does so with their own apps, the operator with everybody's. */
public final class Apps {
    private final Db db;
    private final Owners owners;
    private final EventLog events;
    private final Clients clients;
    private final AppDrafts drafts;
    private final Logos logos;

    public Apps(Db db, Users users, EventLog events, Clients clients, AppDrafts drafts, Logos logos) {
        this.db = db;
        this.owners = new Owners(db, users);
        this.events = events;
        this.clients = clients;
        this.drafts = drafts;
        this.logos = logos;
    }

    /**
     * Registers an app.
     *
     * @throws ProblemException {@code Invalid} at {@code owner}, {@code name}, {@code kind}, {@code redirect_uri}
     *     (naming the address), {@code scope}, {@code default_scope}, {@code grant} or {@code response_type}
     */
    public AddedApp add(Caller by, NewApp app) {
        return insert(by, drafts.of(app, owners.named(by, app.owner()).id()));
    }

    /**
     * Registers an app by its metadata, an id and a secret of the caller's choice included.
     *
     * @param owner handle of the person who answers for it
     * @param metadata a JSON object
     * @throws ProblemException {@code Invalid} at the member at fault; {@code Conflict} when the id is taken
     */
    public AddedApp add(Caller by, String owner, @Nullable Object metadata) {
        return insert(by, drafts.chosen(owners.named(by, owner).id(), metadata));
    }

    /**
     * Registers a set of apps by their metadata, all or none.
     *
     * @throws ProblemException {@code Invalid}, naming each faulty app by its place in the list, and its member at fault
     */
    public List<AddedApp> addAll(Caller by, String owner, List<?> metadata) {
        UserId person = owners.named(by, owner).id();
        List<AddedApp> apps = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < metadata.size(); i++) {
            try {
                AddedApp app = drafts.chosen(person, metadata.get(i));
                Gifts.requireOperatorFor(by, app.client());
                apps.add(app);
            } catch (ProblemException e) {
                faults.add("[" + i + "] " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid("metadata", String.join("; ", faults));
        }
        return db.write(tx -> {
            for (int i = 0; i < apps.size(); i++) {
                insert(tx, by, apps.get(i), "[" + i + "] ");
            }
            return apps;
        });
    }

    /** The app, to look at; {@code NotFound} also for somebody else's. */
    public Client find(Caller by, String id) {
        return db.read(tx -> find(tx, by, id));
    }

    /** Gives the app new metadata in place of all it had; its id, owner and secrets stay. */
    public AddedApp change(Caller by, String id, @Nullable Object metadata) {
        Client before = find(by, id);
        if (metadata instanceof Map<?, ?> members
                && members.get("client_id") != null
                && !before.id().value().equals(members.get("client_id"))) {
            throw ProblemException.invalid("client_id", "client_id is another one than " + before.id());
        }
        AddedApp app = drafts.changed(before, metadata, true);
        Gifts.requireOperatorFor(by, before, app.client());
        return replace(by, app);
    }

    /** One more secret; those that hold now end after {@code overlap}. */
    public AddedApp addSecret(Caller by, String id, Duration overlap) {
        Client client = find(by, id);
        if (client.authenticationMethods().stream().noneMatch(AuthenticationMethod::usesSecret)) {
            throw ProblemException.conflict("the app has no secret");
        }
        return replace(by, drafts.withOneMoreSecret(client, overlap));
    }

    /** Oldest first: the operator sees all, a person their own. */
    public List<Client> list(Caller by) {
        return db.read(clients::all).stream()
                .filter(client -> Owners.mayAct(by, client))
                .toList();
    }

    /**
     * Deletes an app. What people allowed it, and all its tokens, end at once on every node.
     *
     * @throws ProblemException {@code NotFound} also for somebody else's
     */
    public void delete(Caller by, String id) {
        db.write(tx -> {
            Client client = find(tx, by, id);
            events.append(tx, by, AppEvent.deleted(client.id()));
            return clients.delete(tx, client.id());
        });
    }

    private AddedApp insert(Caller by, AddedApp app) {
        Gifts.requireOperatorFor(by, app.client());
        return db.write(tx -> insert(tx, by, app, ""));
    }

    private AddedApp insert(Tx tx, Caller by, AddedApp app, String place) {
        Client client = app.client();
        if (clients.stored(tx, client.id().value()).isPresent()) {
            throw ProblemException.conflict(place + "there is an app " + client.id() + " already");
        }
        clients.insert(tx, client);
        events.append(tx, by, AppEvent.registered(client));
        logos.wantFor(tx, client);
        return app;
    }

    private AddedApp replace(Caller by, AddedApp app) {
        return db.write(tx -> {
            clients.replace(tx, app.client());
            events.append(tx, by, AppEvent.changed(app.client().id()));
            logos.wantFor(tx, app.client());
            return app;
        });
    }

    private Client find(Tx tx, Caller by, String id) {
        return clients.stored(tx, id)
                .filter(found -> Owners.mayAct(by, found))
                .orElseThrow(() -> ProblemException.notFound("App"));
    }
}
