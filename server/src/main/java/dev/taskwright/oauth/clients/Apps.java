package dev.taskwright.oauth.clients;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeCatalog;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registers apps and deletes them. A person does so with their own apps, the operator with everybody's. */
public final class Apps {
    private final Db db;
    private final Users users;
    private final EventLog events;
    private final InstantSource clock;
    private final ClientSecrets secrets;
    private final AppRules rules;
    private final MetadataRules metadataRules;
    private final ClientStore store = new ClientStore();

    /** @param development whether the server runs with {@code --dev} */
    public Apps(
            Db db,
            Users users,
            EventLog events,
            InstantSource clock,
            ClientSecrets secrets,
            ScopeCatalog catalog,
            boolean development) {
        this.db = db;
        this.users = users;
        this.events = events;
        this.secrets = secrets;
        this.clock = clock;
        this.rules = new AppRules(catalog, development);
        this.metadataRules = new MetadataRules(rules, development);
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
        @Nullable String secret = kind.isPublic() ? null : secrets.fresh();
        Client client = client(app, owner, kind, secret);
        return db.write(tx -> {
            store.insert(tx, client);
            events.append(tx, by, new ClientEvent.Registered(client.id(), client.name(), kind));
            return new AddedApp(client, secret);
        });
    }

    /**
     * Registers an app by its metadata, an id and a secret of the caller's choice included.
     *
     * @param owner handle of the person who answers for it
     * @param metadata a JSON object
     * @throws ProblemException {@code Invalid} at the member at fault; {@code Conflict} when the id is taken
     */
    public AddedApp add(Caller by, String owner, @Nullable Object metadata) {
        User person = db.read(tx -> users.findByHandle(tx, owner))
                .orElseThrow(() -> ProblemException.invalid("owner", "there is no person @" + owner));
        requireMayActFor(by, person);
        Members members = Members.of(metadata);
        ClientId id = members.text("client_id").map(Apps::chosen).orElseGet(secrets::freshId);
        AddedApp app = draft(id, person.id(), members, true);
        return db.write(tx -> {
            if (store.find(tx, id).isPresent()) {
                throw ProblemException.conflict("there is an app " + id + " already");
            }
            store.insert(tx, app.client());
            events.append(
                    tx,
                    by,
                    new ClientEvent.Registered(
                            id, app.client().name(), app.client().kind()));
            return app;
        });
    }

    /** The app, to look at; {@code NotFound} also for somebody else's. */
    public Client find(Caller by, String id) {
        return db.read(tx -> find(tx, id))
                .filter(found -> mayAct(by, found))
                .orElseThrow(() -> ProblemException.notFound("App"));
    }

    /** Gives the app new metadata in place of all it had; its id, owner and secrets stay. */
    public AddedApp change(Caller by, String id, @Nullable Object metadata) {
        AddedApp app = redraft(find(by, id), Members.of(metadata), true);
        return db.write(tx -> {
            replace(tx, app.client());
            events.append(tx, by, new ClientEvent.Changed(app.client().id()));
            return app;
        });
    }

    /** One more secret; those that hold now end after {@code overlap}. */
    public AddedApp addSecret(Caller by, String id, Duration overlap) {
        Client client = find(by, id);
        if (client.authenticationMethods().stream().noneMatch(AuthenticationMethod::usesSecret)) {
            throw ProblemException.conflict("the app has no secret");
        }
        Instant end = clock.instant().plus(overlap);
        String secret = secrets.fresh();
        List<ClientSecret> all = new ArrayList<>();
        for (ClientSecret old : client.proof().secrets(clock.instant())) {
            Instant known = old.expiresAt();
            all.add(new ClientSecret(old.digest(), old.sealed(), known == null || known.isAfter(end) ? end : known));
        }
        all.add(secrets.keep(client.id(), secret, signsWithSecret(client.authenticationMethods()), null));
        Client changed = new Client(
                client.id(),
                client.kind(),
                client.owner(),
                client.createdAt(),
                client.permissions(),
                new ClientProof(client.authenticationMethods(), all),
                client.metadata());
        return db.write(tx -> {
            replace(tx, changed);
            events.append(tx, by, new ClientEvent.Changed(client.id()));
            return new AddedApp(changed, secret);
        });
    }

    /** An app that registers itself, not stored yet: it belongs to nobody and may say nothing an operator says. */
    public AddedApp draft(@Nullable Object metadata) {
        return draft(secrets.freshId(), null, Members.of(metadata), false);
    }

    /** The same app with other metadata, not stored yet. */
    public AddedApp redraft(Client client, @Nullable Object metadata) {
        return redraft(client, Members.of(metadata), false);
    }

    public void insertDraft(Tx tx, Client client) {
        store.insert(tx, client);
        events.append(tx, null, "registration", new ClientEvent.Registered(client.id(), client.name(), client.kind()));
    }

    public void replaceDraft(Tx tx, Client client) {
        replace(tx, client);
        events.append(tx, null, "registration", new ClientEvent.Changed(client.id()));
    }

    /** Ends an app that registered itself; true when it was there. */
    public boolean remove(Tx tx, ClientId id) {
        boolean removed = store.delete(tx, id);
        events.append(tx, null, "registration", new ClientEvent.Deleted(id));
        tx.signal(Signalled.CLIENTS, id.value());
        tx.signal(Signalled.AUTHORIZATIONS, null);
        return removed;
    }

    /** What the app registered, completed by what holds where it said nothing; without any secret. */
    public static Map<String, Object> metadata(Client client) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("client_id", client.id().value());
        out.put(
                "redirect_uris",
                client.redirectUris().stream().map(RedirectUri::value).toList());
        out.put(
                "grant_types",
                client.grants().stream().map(GrantType::word).sorted().toList());
        out.put(
                "response_types",
                client.responseTypes().stream()
                        .map(ResponseType::words)
                        .sorted()
                        .toList());
        out.put("scope", client.allowedScopes().toString());
        out.put("default_scope", client.defaultScopes().toString());
        out.put(
                "token_endpoint_auth_method",
                client.authenticationMethods().stream()
                        .sorted()
                        .findFirst()
                        .map(AuthenticationMethod::word)
                        .orElse("none"));
        out.put("application_type", client.kind() == ClientKind.NATIVE ? "native" : "web");
        out.putAll(ClientMetadataJson.members(client.metadata()));
        return out;
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

    private AddedApp draft(ClientId id, @Nullable UserId owner, Members members, boolean trusted) {
        MetadataRules.Checked checked = metadataRules.check(members, trusted);
        @Nullable String secret = null;
        if (checked.methods().stream().anyMatch(AuthenticationMethod::usesSecret)) {
            secret = trusted ? members.text("client_secret").orElseGet(secrets::fresh) : secrets.fresh();
        }
        List<ClientSecret> kept = secret == null
                ? List.of()
                : List.of(secrets.keep(id, secret, signsWithSecret(checked.methods()), null));
        return new AddedApp(client(id, owner, clock.instant(), checked, kept), secret);
    }

    private AddedApp redraft(Client client, Members members, boolean trusted) {
        MetadataRules.Checked checked = metadataRules.check(members, trusted);
        boolean signs = signsWithSecret(checked.methods());
        List<ClientSecret> kept = client.proof().secrets(clock.instant()).stream()
                .filter(secret -> !signs || secret.sealed() != null)
                .toList();
        if (checked.methods().stream().noneMatch(AuthenticationMethod::usesSecret)) {
            kept = List.of();
        } else if (kept.isEmpty()) {
            String secret = secrets.fresh();
            List<ClientSecret> one = List.of(secrets.keep(client.id(), secret, signs, null));
            return new AddedApp(client(client.id(), client.owner(), client.createdAt(), checked, one), secret);
        }
        return new AddedApp(client(client.id(), client.owner(), client.createdAt(), checked, kept), null);
    }

    private static Client client(
            ClientId id,
            @Nullable UserId owner,
            Instant createdAt,
            MetadataRules.Checked checked,
            List<ClientSecret> kept) {
        return new Client(
                id,
                checked.kind(),
                owner,
                createdAt,
                checked.permissions(),
                new ClientProof(checked.methods(), kept),
                checked.metadata());
    }

    private static boolean signsWithSecret(Set<AuthenticationMethod> methods) {
        return methods.contains(AuthenticationMethod.CLIENT_SECRET_JWT);
    }

    private void replace(Tx tx, Client client) {
        store.update(tx, client);
        tx.signal(Signalled.CLIENTS, client.id().value());
    }

    private static ClientId chosen(String id) {
        if (!ClientId.isWellFormed(id)) {
            throw Members.wrong("client_id", "must be 1 to 128 printable characters without space, and no number");
        }
        return new ClientId(id);
    }

    private Optional<Client> find(Tx tx, String id) {
        return ClientId.isWellFormed(id) ? store.find(tx, new ClientId(id)) : Optional.empty();
    }

    private Client client(NewApp app, User owner, ClientKind kind, @Nullable String secret) {
        Set<GrantType> grants = rules.grants(app.grants(), kind);
        ScopeSet allowed = rules.allowed(app.scope(), kind);
        return new Client(
                secrets.freshId(),
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
