package dev.taskwright.oauth.apps;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers, changes and deletes apps. A person does so with their own apps, the operator with everybody's. */
public final class Apps {
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final Clients clients;
    private final AppDrafts drafts;
    private final Logos logos;

    public Apps(Db db, Users users, EventLog events, Clients clients, AppDrafts drafts, Logos logos) {
        this.db = db;
        this.users = users;
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
        return insert(by, drafts.of(app, owner(by, app.owner()).id()));
    }

    /**
     * Registers an app by its metadata, an id and a secret of the caller's choice included.
     *
     * @param owner handle of the person who answers for it
     * @param metadata a JSON object
     * @throws ProblemException {@code Invalid} at the member at fault; {@code Conflict} when the id is taken
     */
    public AddedApp add(Caller by, String owner, @Nullable Object metadata) {
        return insert(by, drafts.chosen(owner(by, owner).id(), metadata));
    }

    /**
     * Registers a set of apps by their metadata, all or none.
     *
     * @throws ProblemException {@code Invalid}, naming each faulty app by its place in the list, and its member at fault
     */
    public List<AddedApp> addAll(Caller by, String owner, List<?> metadata) {
        UserId person = owner(by, owner).id();
        List<AddedApp> apps = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < metadata.size(); i++) {
            try {
                AddedApp app = drafts.chosen(person, metadata.get(i));
                requireOperatorFor(by, Set.of(), app.client());
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
        requireOperatorFor(by, given(before), app.client());
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
                .filter(client -> mayAct(by, client))
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
        requireOperatorFor(by, Set.of(), app.client());
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

    /** What makes other people's accounts less safe is no decision of the one who wrote the app. */
    private static void requireOperatorFor(Caller by, Set<String> before, Client after) {
        for (String gift : given(after)) {
            if (!(by instanceof Caller.Operator) && !before.contains(gift)) {
                throw ProblemException.forbidden("only the operator gives an app " + gift);
            }
        }
    }

    /** What only the operator gives, in words. */
    private static Set<String> given(Client client) {
        Set<String> gifts = new LinkedHashSet<>();
        if (client.grants().contains(GrantType.PASSWORD)) {
            gifts.add("the grant password");
        }
        if (client.permissions().refreshesWithoutSecret()) {
            gifts.add("refresh_without_authentication");
        }
        // its app learns whose tokens others present
        client.metadata().answersFor().forEach(resource -> gifts.add("answers_for " + resource));
        return gifts;
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
                .filter(found -> mayAct(by, found))
                .orElseThrow(() -> ProblemException.notFound("App"));
    }

    private User owner(Caller by, String handle) {
        User owner = db.read(tx -> users.findByHandle(tx, handle))
                .orElseThrow(() -> ProblemException.invalid("owner", "there is no person @" + handle));
        boolean allowed = switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Visitor visitor -> false;
            case Caller.Person person -> person.id().equals(owner.id());
        };
        if (!allowed) {
            throw ProblemException.forbidden("only the operator registers an app for somebody else");
        }
        return owner;
    }

    private static boolean mayAct(Caller by, Client client) {
        return switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Visitor visitor -> false;
            case Caller.Person person -> person.id().equals(client.owner());
        };
    }
}
