package dev.taskwright.testkit;

import dev.taskwright.oauth.keys.SigningKeys;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import java.util.List;
import java.util.Map;

/** One key file and its signing keys for all tests that do not care which: making RSA keys takes longer than most tests. */
public final class ReadyKeys {
    public static final KeyFile FILE = Provider.keyFile();

    private static final List<Map<String, Object>> ROWS = made();

    private ReadyKeys() {}

    /** Nothing happens where there are keys already. */
    public static void putInto(Db db) {
        db.write(tx -> {
            if (tx.handle()
                    .createQuery("SELECT kid FROM signing_key")
                    .mapTo(String.class)
                    .list()
                    .isEmpty()) {
                ROWS.forEach(row -> tx.handle()
                        .createUpdate("INSERT INTO signing_key (<columns>) VALUES (<values>)")
                        .defineList("columns", List.copyOf(row.keySet()))
                        .bindList("values", List.copyOf(row.values()))
                        .execute());
            }
            return ROWS;
        });
    }

    private static List<Map<String, Object>> made() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            FakeClock clock = new FakeClock();
            new SigningKeys(
                            data.db(),
                            new Sealer(FILE, new RandomTokens()),
                            CryptoProviders.choose(CryptoProviders.Choice.AUTO),
                            clock)
                    .ensure();
            return data.db()
                    .read(tx -> tx.handle()
                            .createQuery("SELECT * FROM signing_key WHERE retired_at IS NULL")
                            .mapToMap()
                            .map(ReadyKeys::given)
                            .list());
        }
    }

    /** Columns without a value are left out: a list binding takes none. */
    private static Map<String, Object> given(Map<String, Object> row) {
        row.values().removeIf(value -> value == null);
        return row;
    }
}
