package dev.taskwright.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registered apps as every request sees them: from memory, fresh within a second of a change on any node. Writes
 * them too, without asking whether they may be so: that is for {@code oauth.apps}.
 */
public final class Clients {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_INTRODUCED = 1_000;
    private static final Duration INTRODUCED_FOR = Duration.ofHours(1);

    private final Db db;
    private final ClientStore store = new ClientStore();
    private final SharedCache<Client> remembered;
    private final SharedCache<Boolean> origins;
    private final SharedCache<Boolean> used;
    private final Cache<String, Client> introduced = Caffeine.newBuilder()
            .maximumSize(MOST_INTRODUCED)
            .expireAfterWrite(INTRODUCED_FOR)
            .build();

    public Clients(Db db) {
        this.db = db;
        this.remembered = db.signals().cache(Signalled.CLIENTS, MOST_REMEMBERED, Duration.ofMinutes(10));
        this.origins = db.signals().cache(Signalled.CLIENTS, MOST_REMEMBERED, Duration.ofMinutes(1));
        this.used = db.signals().cache(Signalled.CLIENTS, MOST_REMEMBERED, Duration.ofMinutes(1));
    }

    /** @param presented whatever a request calls a client id */
    public Optional<Client> find(String presented) {
        return registered(presented).or(() -> Optional.ofNullable(introduced.getIfPresent(presented)));
    }

    /** The same of apps that have a row. */
    public Optional<Client> registered(String presented) {
        if (!ClientId.isWellFormed(presented)) {
            return Optional.empty();
        }
        return Optional.ofNullable(remembered.get(
                presented, id -> db.read(tx -> store.find(tx, new ClientId(id))).orElse(null)));
    }

    /** This node knows the app for an hour although it has no row; bounded in number, and a row goes before. */
    public void introduce(Client client) {
        introduced.put(client.id().value(), client);
    }

    /** The app as the database has it in this transaction. */
    public Optional<Client> stored(Tx tx, String id) {
        return ClientId.isWellFormed(id) ? store.find(tx, new ClientId(id)) : Optional.empty();
    }

    /** All apps, oldest first. */
    public List<Client> all(Tx tx) {
        return store.all(tx);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public Optional<Client> locked(Tx tx, ClientId id) {
        return store.lock(tx, id) ? store.find(tx, id) : Optional.empty();
    }

    /** @param logo path of its picture on this server; null for none */
    public void showLogo(Tx tx, ClientId id, @Nullable String logo) {
        store.updateLogo(tx, id, logo);
        tx.signal(Signalled.CLIENTS, id.value());
    }

    public void insert(Tx tx, Client client) {
        store.insert(tx, client, "");
    }

    /** The same unless the app has a row already, also one made at this very moment; true when it had none. */
    public boolean insertIfAbsent(Tx tx, Client client) {
        return store.insert(tx, client, "ON CONFLICT (client_id) DO NOTHING") == 1;
    }

    /** Gives the stored app everything of {@code client} but its owner and its day. */
    public void replace(Tx tx, Client client) {
        store.update(tx, client);
        tx.signal(Signalled.CLIENTS, client.id().value());
    }

    /** Deletes the app and all that hangs on it, on every node; true when it was there. */
    public boolean delete(Tx tx, ClientId id) {
        boolean deleted = store.delete(tx, id);
        tx.signal(Signalled.CLIENTS, id.value());
        tx.signal(Signalled.AUTHORIZATIONS, null);
        return deleted;
    }

    /** Whether some app has a redirect URI of this origin ({@code https://app.example}); a yes is remembered a minute. */
    public boolean hasOrigin(String origin) {
        return origins.get(origin, key -> db.read(tx -> store.hasOrigin(tx, key)) ? Boolean.TRUE : null) != null;
    }

    /** Whether some app may use this grant; a yes is remembered a minute. */
    public boolean isUsedByAny(GrantType grant) {
        return used.get(grant.word(), word -> db.read(tx -> store.isUsed(tx, grant)) ? Boolean.TRUE : null) != null;
    }

    /** Whether one of the app's secrets that hold now is {@code presented}. Takes as long for a wrong one. */
    public static boolean hasSecret(Client client, String presented, Instant now) {
        String digest = Digests.sha256Base64Url(presented);
        boolean found = false;
        for (ClientSecret known : client.proof().secrets(now)) {
            found |= Digests.sameSecret(known.digest(), digest);
        }
        return found;
    }

    /** Does the work of {@link #hasSecret} for an app that does not exist, so that time does not tell. */
    public static void pretendToCheck(String presented) {
        String digest = Digests.sha256Base64Url(presented);
        Digests.sameSecret(digest, digest);
    }
}
