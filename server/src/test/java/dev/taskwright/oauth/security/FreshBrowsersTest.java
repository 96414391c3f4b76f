package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What thirty days of signing in leave behind in any table of the whole server, when people come fifty times a day with a
 * browser that was never here before, as programs do: as much after thirty days as after three. Most never sign out, some
 * give up on the way. Sweeps run four times a day; the server's every few minutes. People who keep their browser are in
 * {@code oauth.tokens.PlateauTest}.
 */
class FreshBrowsersTest {
    private static final int DAYS = 30;
    private static final int SIGN_INS_A_DAY = Effort.count(1_500, 200_000) / DAYS;
    private static final int PEOPLE = Math.max(1, SIGN_INS_A_DAY / 50);

    /** The change log keeps 90 days by design; its bound is tested by itself. */
    private static final String LOG = "event";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final List<User> people = IntStream.range(0, PEOPLE)
            .mapToObj(i -> server.person("person" + i))
            .toList();
    private final RelyingApp app = RelyingApp.of(server, people.getFirst(), Map.of("access_token_format", "opaque"));
    private final RelyingApp device = RelyingApp.of(
            server,
            people.getFirst(),
            Map.of("kind", "device", "token_endpoint_auth_method", "none", "redirect_uris", List.of()));

    /** One browser that everybody uses, as in a library. */
    private final Browser shared = server.browser();

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void noTableGrowsFromTheThirdDayOn() {
        List<Map<String, Integer>> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            day(day * SIGN_INS_A_DAY);
            days.add(rows());
        }
        Map<String, Integer> third = days.get(2);
        assertThat(third).containsKeys("session", "app_authorization", "refresh_family", "pending_authorization");
        assertThat(third.get("session")).isPositive();
        assertThat(third.get("refresh_family")).isPositive();
        for (int day = 3; day < DAYS; day++) {
            int number = day + 1;
            days.get(day)
                    .forEach((table, rows) -> assertThat(rows)
                            .as("%s on day %d, on the third %d", table, number, third.get(table))
                            .isLessThanOrEqualTo(third.get(table) + Math.max(5, third.get(table) / 10)));
        }
        assertLogIsBounded();
    }

    private void day(int first) {
        Duration between = Duration.ofDays(1).dividedBy(SIGN_INS_A_DAY);
        int aQuarter = Math.max(1, SIGN_INS_A_DAY / 4);
        for (int i = 0; i < SIGN_INS_A_DAY; i++) {
            visit(first + i);
            server.clock.advance(between);
            if (i % aQuarter == 0) {
                server.runJobs();
                server.sweep();
            }
        }
        server.clock.advance(Duration.ofHours(2));
        server.runJobs();
        server.sweep();
    }

    /** One sign-in with a refresh, and now and then what else people do. */
    private void visit(int number) {
        User person = people.get(number % PEOPLE);
        Browser browser = number % 6 == 0 ? shared : server.browser();
        server.signIn(browser, person);
        String scope = number % 5 == 0 ? "openid api1 offline_access" : "api1 offline_access";
        Map<String, Object> tokens = app.tokens(browser, "scope", scope);
        String refresh = String.valueOf(tokens.get("refresh_token"));
        assertThat(app.refresh(refresh).status()).isEqualTo(200);
        switch (number % 20) {
            case 3 -> RelyingApp.press(browser, browser.get("/oauth2/logout?client_id=" + app.id()), "sign-out");
            case 7 -> server.browser().get(app.request());
            case 9 -> giveUp(browser);
            case 11 -> device.post("/oauth2/device_authorization", "scope", "api1");
            case 13 -> app.post("/oauth2/revoke", "token", String.valueOf(tokens.get("access_token")));
            case 17 -> guess(number);
            default -> assertThat(tokens).containsKey("access_token");
        }
    }

    private void giveUp(Browser browser) {
        Shown asked = browser.get(app.request("prompt", "consent"));
        assertThat(asked.body()).contains("id=\"allow\"");
    }

    private void guess(int number) {
        Browser browser = server.browser();
        browser.get("/sign-in?return_to=/");
        browser.post("/sign-in", "login", "nobody" + number, "password", "wrong");
    }

    private Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : Fingerprint.of(data.db()).keySet()) {
            if (!table.equals(LOG)) {
                rows.put(table, count(table));
            }
        }
        return rows;
    }

    private int count(String table) {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT count(*) FROM \"" + table + "\"")
                        .mapTo(Integer.class)
                        .one());
    }

    private void assertLogIsBounded() {
        assertThat(count(LOG)).isGreaterThan(SIGN_INS_A_DAY * DAYS);
        server.clock.advance(Duration.ofDays(91));
        data.db().write(tx -> server.house.platform().events().forgetOld(tx));
        assertThat(count(LOG)).isZero();
    }
}
