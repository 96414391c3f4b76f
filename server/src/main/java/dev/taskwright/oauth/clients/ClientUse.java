package dev.taskwright.oauth.clients;

import dev.taskwright.platform.db.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which apps are in use. Noted in memory on the hot path and written now and then, to the day: good enough to tell an app
 * that works from one that was forgotten.
 */
public final class ClientUse {
    private static final int MOST_NOTED = 10_000;
    private static final Duration STEP = Duration.ofDays(1);

    private final Db db;
    private final InstantSource clock;
    private final ClientStore store = new ClientStore();
    private final Set<ClientId> noted = ConcurrentHashMap.newKeySet();

    public ClientUse(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The app has just proved who it is. */
    public void note(Client client) {
        if (noted.size() < MOST_NOTED) {
            noted.add(client.id());
        }
    }

    /** To be called every few minutes: writes what was noted, of each app once a day. Returns how many rows it was. */
    public int write() {
        List<ClientId> used = List.copyOf(noted);
        if (used.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        int written = db.write(tx -> used.stream()
                .mapToInt(id -> store.updateUse(tx, id, now, now.minus(STEP)))
                .sum());
        used.forEach(noted::remove);
        return written;
    }
}
