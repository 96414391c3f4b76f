package dev.taskwright.oauth.clients;

import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.SharedCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The registered apps as every request sees them: from memory, fresh within a second of a change on any node. */
public final class Clients {
    private static final int MOST_REMEMBERED = 10_000;

    private final Db db;
    private final ClientStore store = new ClientStore();
    private final SharedCache<Client> remembered;
    private final SharedCache<Boolean> origins;

    public Clients(Db db) {
        this.db = db;
        this.remembered = db.signals().cache(Signalled.CLIENTS, MOST_REMEMBERED, Duration.ofMinutes(10));
        this.origins = db.signals().cache(Signalled.CLIENTS, MOST_REMEMBERED, Duration.ofMinutes(1));
    }

    /** @param presented whatever a request calls a client id */
    public Optional<Client> find(String presented) {
        if (!ClientId.isWellFormed(presented)) {
            return Optional.empty();
        }
        return Optional.ofNullable(remembered.get(
                presented, id -> db.read(tx -> store.find(tx, new ClientId(id))).orElse(null)));
    }

    /** Whether some app has a redirect URI of this origin ({@code https://app.example}); a yes is remembered a minute. */
    public boolean hasOrigin(String origin) {
        return origins.get(origin, key -> db.read(tx -> store.hasOrigin(tx, key)) ? Boolean.TRUE : null) != null;
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
