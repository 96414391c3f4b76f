package dev.taskwright.oauth.clients;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers apps and deletes them. A person does so with their own apps, the operator with everybody's. */
public final class Apps {
    private static final int ID_LENGTH = 16;

    private final Db db;
    private final Users users;
    private final EventLog events;
    private final RandomTokens random;
    private final InstantSource clock;
    private final AppRules rules;
    private final ClientStore store = new ClientStore();

    /** @param development whether the server runs with {@code --dev} */
    public Apps(
            Db db,
            Users users,
            EventLog events,
            RandomTokens random,
            InstantSource clock,
            ScopeCatalog catalog,
            boolean development) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.random = random;
        this.clock = clock;
        this.rules = new AppRules(catalog, development);
    }

    /**
     * Registers an app.
     *
     * @throws ProblemException {@code Invalid} at {@code owner}, {@code name}, {@code kind}, {@code redirect_uri}
     *     (naming the address), {@code scope}, {@code default_scope}, {@code grant} or {@code response_type}
     */
    public AddedApp add(Caller by, NewApp app) {
        User owner = db.read(tx -> users.findByHandle(tx, app.owner()))
                .orElseThrow(() -> ProblemException.invalid("owner", "there is no person @" + app.owner()));
        requireMayActFor(by, owner);
        ClientKind kind = rules.kind(app.kind());
        @Nullable String secret = kind.isPublic() ? null : random.token256();
        Client client = client(app, owner, kind, secret);
        return db.write(tx -> {
            store.insert(tx, client);
            events.append(tx, by, new ClientEvent.Registered(client.id(), client.name(), kind));
            return new AddedApp(client, secret);
        });
    }

    /** Oldest first: the operator sees all, a person their own. */
    public List<Client> list(Caller by) {
        return db.read(store::all).stream().filter(client -> mayAct(by, client)).toList();
    }

    /**
     * Deletes an app. What people allowed it, and all its tokens, end at once on every node.
     *
     * @throws ProblemException {@code NotFound} also for somebody else's
     */
    public void delete(Caller by, String id) {
        db.write(tx -> {
            Client client =
                    find(tx, id).filter(found -> mayAct(by, found)).orElseThrow(() -> ProblemException.notFound("App"));
            store.delete(tx, client.id());
            events.append(tx, by, new ClientEvent.Deleted(client.id()));
            tx.signal(Signalled.CLIENTS, client.id().value());
            tx.signal(Signalled.AUTHORIZATIONS, null);
            return client;
        });
    }

    private Optional<Client> find(Tx tx, String id) {
        return ClientId.isWellFormed(id) ? store.find(tx, new ClientId(id)) : Optional.empty();
    }

    private Client client(NewApp app, User owner, ClientKind kind, @Nullable String secret) {
        Set<GrantType> grants = rules.grants(app.grants(), kind);
        ScopeSet allowed = rules.allowed(app.scope(), kind);
        return new Client(
                freshId(),
                kind,
                owner.id(),
                clock.instant(),
                new Permissions(
                        rules.redirectUris(app.redirectUris(), kind, grants),
                        allowed,
                        rules.usual(app.defaultScope(), allowed),
                        grants,
                        rules.responseTypes(app.responseTypes(), grants),
                        RefreshPolicy.ROTATE,
                        false),
                new ClientProof(
                        secret == null
                                ? Set.of(AuthenticationMethod.NONE)
                                : Set.of(
                                        AuthenticationMethod.CLIENT_SECRET_BASIC,
                                        AuthenticationMethod.CLIENT_SECRET_POST),
                        secret == null
                                ? List.of()
                                : List.of(new ClientSecret(Digests.sha256Base64Url(secret), null, null))),
                ClientMetadata.named(rules.name(app.name())));
    }

    /** Sixteen letters and digits, not all of them digits: once in ten billion a second try is needed. */
    private ClientId freshId() {
        String id = random.base62(ID_LENGTH);
        while (!ClientId.isWellFormed(id)) {
            id = random.base62(ID_LENGTH);
        }
        return new ClientId(id);
    }

    private static void requireMayActFor(Caller by, User owner) {
        boolean allowed = switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Person person -> person.id().equals(owner.id());
        };
        if (!allowed) {
            throw ProblemException.forbidden("only the operator registers an app for somebody else");
        }
    }

    private static boolean mayAct(Caller by, Client client) {
        return switch (by) {
            case Caller.Operator operator -> true;
            case Caller.Person person -> person.id().equals(client.owner());
        };
    }
}
