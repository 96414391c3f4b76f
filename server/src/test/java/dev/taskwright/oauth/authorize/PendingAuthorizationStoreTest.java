package dev.taskwright.oauth.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one address may leave behind. */
@EachDatabase
class PendingAuthorizationStoreTest {
    private static final Instant BEGIN = Instant.ofEpochSecond(1_795_000_000);

    private final PendingAuthorizationStore store = new PendingAuthorizationStore();
    private final TestDatabase data;

    PendingAuthorizationStoreTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private void keep(String id, String network, int second) {
        PendingAuthorization pending = new PendingAuthorization(
                id, "browser", "client_id=quill", null, network, BEGIN.plusSeconds(second), null, null);
        data.db().write(tx -> {
            store.insert(tx, pending);
            store.keepNewest(tx, pending, 3);
            return pending;
        });
    }

    private List<String> there() {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT pending_id FROM pending_authorization ORDER BY pending_id")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void theOldestOfAnAddressMakesRoom() {
        keep("a", "192.0.2.1", 1);
        keep("b", "192.0.2.1", 2);
        keep("c", "192.0.2.1", 3);
        keep("d", "192.0.2.1", 4);
        keep("e", "192.0.2.1", 5);

        assertThat(there()).containsExactly("c", "d", "e");
    }

    /** Two in the same moment: the one that came last stays. */
    @Test
    void theNewestAlwaysStays() {
        keep("z", "192.0.2.1", 1);
        keep("y", "192.0.2.1", 1);
        keep("x", "192.0.2.1", 1);
        keep("w", "192.0.2.1", 1);

        assertThat(there()).contains("w").hasSize(3);
    }

    @Test
    void anotherAddressLosesNothing() {
        keep("a", "192.0.2.1", 1);
        for (int i = 0; i < 5; i++) {
            keep("b" + i, "192.0.2.2", 2 + i);
        }

        assertThat(there()).containsExactly("a", "b2", "b3", "b4");
    }
}
