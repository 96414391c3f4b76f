package dev.taskwright.oauth.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.oauth.decisions.Decisions;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page that people type a code into; sections are of RFC 8628. */
class DevicePagesTest {
    private static final String ELSEWHERE = "203.0.113.7";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Client client = provider.device(ada);
    private final StartedDevice device =
            provider.devices.start(client, ScopeSet.stored("openid api1 offline_access"), ELSEWHERE);
    private final String code = device.userCode().toString();
    private final Browser browser = provider.browserOf(ada);

    @AfterEach
    void close() {
        data.close();
    }

    private Shown enter(String typed) {
        browser.get("/device");
        return browser.post("/device", "user_code", typed);
    }

    private Shown question() {
        return browser.follow(enter(code));
    }

    private Shown decide(String decision) {
        question();
        return browser.post(
                "/device/decision", "user_code", code, "person", ada.id().toString(), "decision", decision);
    }

    private State state() {
        return provider.db
                .read(tx -> provider.decisions.find(tx, Decisions.digest(device.deviceCode())))
                .orElseThrow()
                .state();
    }

    @Test
    void section33AGuestSignsInFirstAndComesBack() {
        Browser guest = provider.browser();
        assertThat(guest.get("/device").location()).isEqualTo("/sign-in?return_to=%2Fdevice");
        assertThat(guest.get("/device?user_code=" + code).location())
                .isEqualTo("/sign-in?return_to=%2Fdevice%3Fuser_code%3D" + code);
        assertThat(guest.post("/device", "user_code", code).location()).startsWith("/sign-in");
        assertThat(guest.post("/device/decision", "user_code", code, "decision", "allow")
                        .location())
                .startsWith("/sign-in");
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void section33ThePersonTypesTheCodeAndIsAskedAboutTheDevice() {
        assertThat(browser.get("/device").body()).contains("name=\"user_code\"", "Connect a device");
        Shown entered = enter(" " + code.toLowerCase(Locale.ROOT).replace("-", ""));
        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.location()).isEqualTo("/device?user_code=" + code);

        provider.clock.advance(Duration.ofMinutes(3));
        Shown asked = browser.follow(entered);

        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body())
                .contains("Thermostat", code, "3 minutes ago", ELSEWHERE, "id=\"allow\"", "id=\"deny\"")
                .contains("work with your tasks", "The ada", "ada");
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void section331ALinkWithTheCodeAsksButDecidesNothing() {
        Shown asked = browser.get("/device?user_code=" + code);

        assertThat(asked.body()).contains(code, "id=\"warning\"", "this very code");
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void section54ThePersonIsWarnedOfWhoeverSentTheCode() {
        assertThat(question().body()).contains("before you", "sent you a code", code, "Asked", ELSEWHERE);
    }

    @Test
    void allowingIsSaidAndDone() {
        Shown decided = decide("allow");

        assertThat(decided.status()).isEqualTo(303);
        assertThat(browser.follow(decided).body()).contains("id=\"allowed\"", "Thermostat");
        assertThat(state()).isEqualTo(State.ALLOWED);
        assertThat(browser.get("/settings/authorized-apps").body()).contains("Thermostat");
    }

    @Test
    void denyingIsSaidAndDone() {
        assertThat(browser.follow(decide("deny")).body()).contains("id=\"denied\"", "Thermostat");
        assertThat(state()).isEqualTo(State.DENIED);
        assertThat(browser.get("/settings/authorized-apps").body()).doesNotContain("Thermostat");
    }

    @Test
    void aSecondAnswerChangesNothing() {
        decide("deny");

        Shown again = browser.post(
                "/device/decision", "user_code", code, "person", ada.id().toString(), "decision", "allow");

        assertThat(browser.follow(again).body()).contains("id=\"denied\"");
        assertThat(state()).isEqualTo(State.DENIED);
    }

    @Test
    void onlyOurFormDecidesAndOnlyForWhoeverSawIt() {
        Browser other = provider.browserOf(ada);
        assertThat(other.post(
                                "/device/decision",
                                "user_code",
                                code,
                                "person",
                                ada.id().toString(),
                                "decision",
                                "allow")
                        .status())
                .as("no token")
                .isEqualTo(403);
        question();
        for (List<String> wrong :
                List.of(List.of("999", "allow"), List.of(ada.id().toString(), "perhaps"))) {
            browser.post("/device/decision", "user_code", code, "person", wrong.get(0), "decision", wrong.get(1));
            assertThat(state()).as(wrong.toString()).isEqualTo(State.WAITING);
        }
        Shown forged = browser.with("Sec-Fetch-Site", "cross-site")
                .post("/device/decision", "user_code", code, "person", ada.id().toString(), "decision", "allow");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(state()).isEqualTo(State.WAITING);
    }

    @Test
    void section51AWrongCodeIsSaidAndManyHaveToWait() {
        for (int i = 0; i < 5; i++) {
            Shown wrong = enter("BBBB-BBBB");
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("No device waits with this code", "value=\"BBBB-BBBB\"");
        }

        Shown sixth = enter(code);

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isEqualTo("20");
        assertThat(sixth.body()).contains("Too many wrong codes. Try again in 20 seconds.");
        assertThat(browser.get("/device?user_code=" + code).status()).isEqualTo(429);
        assertThat(browser.post(
                                "/device/decision",
                                "user_code",
                                code,
                                "person",
                                ada.id().toString(),
                                "decision",
                                "allow")
                        .status())
                .isEqualTo(429);
        assertThat(browser.get("/device").status()).isEqualTo(200);
        provider.clock.advance(Duration.ofSeconds(20));
        assertThat(enter(code).status()).isEqualTo(303);
    }

    @Test
    void whatSomebodyElseAnsweredLooksLikeNoCode() {
        decide("allow");
        Browser bob = provider.browserOf(provider.people.add("bob"));

        Shown shown = bob.get("/device?user_code=" + code);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body()).doesNotContain("Thermostat");
    }

    @Test
    void anExpiredCodeIsNoCode() {
        provider.clock.advance(Devices.LIFETIME);

        assertThat(enter(code).status()).isEqualTo(422);
    }

    @Test
    void whateverIsTypedIsShownAsText() {
        Shown shown = enter("<script>alert(1)</script>");

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body()).doesNotContain("<script>alert").contains("&lt;script>");
        assertThat(browser.get("/device?user_code=%F0%9F%92%A9").status()).isEqualTo(422);
        assertThat(browser.get("/device?user_code=%ff").status()).isEqualTo(400);
    }
}
