package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.decisions.Decision.State;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a person answers; sections are of CIBA Core 1.0. */
class BackchannelPagesTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final KeyedApp app = KeyedApp.of(
            provider, ada, Map.of("grant_types", List.of("authorization_code", "urn:openid:params:grant-type:ciba")));
    private final Browser machine = provider.browser();
    private final Browser browser = provider.browserOf(ada);

    @AfterEach
    void close() {
        data.close();
    }

    private String asked(String message) {
        Shown shown = machine.postRaw(
                "/oauth2/backchannel_authentication",
                app.form("scope", "openid api1", "login_hint", "ada", "binding_message", message));
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return "/requests/"
                + provider.backchannel.requests.waiting(ada.id()).getLast().name();
    }

    private Shown decide(Browser person, String page, String... form) {
        person.get(page);
        return person.post(page + "/decision", form);
    }

    private Shown decide(String page, String decision) {
        return decide(browser, page, "person", ada.id().toString(), "decision", decision);
    }

    private State state(String page) {
        return provider.db
                .read(tx -> provider.decisions.find(tx, page.substring(10)))
                .orElseThrow()
                .state();
    }

    @Test
    void aGuestSignsInFirstAndComesBack() {
        String page = asked("Till 4");
        Browser guest = provider.browser();

        assertThat(guest.get(page).location()).startsWith("/sign-in?return_to=%2Frequests%2F");
        assertThat(guest.get("/requests").location()).isEqualTo("/sign-in?return_to=%2Frequests");
        assertThat(guest.post(page + "/decision", "decision", "allow").location())
                .startsWith("/sign-in");
        assertThat(state(page)).isEqualTo(State.WAITING);
    }

    @Test
    void section8EveryPageOfThePersonSaysThatAnAppWaits() {
        assertThat(browser.get("/settings/authorized-apps").body()).doesNotContain("waits for your answer");
        String page = asked("Till 4");

        assertThat(browser.get("/settings/authorized-apps").body())
                .contains("An app waits for your answer.", "href=\"" + page + "\"");
        asked("Till 5");
        assertThat(browser.get("/device").body())
                .contains("2 requests of apps wait for your answer.", "href=\"/requests\"");
        Browser bob = provider.browserOf(provider.people.add("bob"));
        assertThat(bob.get("/settings/authorized-apps").body()).doesNotContain("wait for your answer");
        assertThat(provider.browser().get("/sign-in").body()).doesNotContain("data-live");
    }

    @Test
    void section8AScriptSeesThemComeAndGo() {
        assertThat(browser.get("/requests/waiting").body().strip()).isEmpty();
        assertThat(browser.get("/requests/list").body()).contains("Nothing waits");
        String page = asked("Till 4");

        Shown shown = browser.get("/requests/waiting");
        assertThat(shown.body()).contains(page).doesNotContain("<html");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/requests/list").body())
                .contains(page, "Till 4")
                .doesNotContain("<html");
        decide(page, "deny");
        assertThat(browser.get("/requests/waiting").body().strip()).isEmpty();
    }

    @Test
    void section71ThePersonSeesWhoAsksForWhatAndTheMessage() {
        String page = asked("Till 4 <b>");
        provider.clock.advance(Duration.ofMinutes(3));

        assertThat(browser.get("/requests").body()).contains("Till", "Till 4 &lt;b&gt;", "3 minutes ago", page);
        assertThat(browser.get(page).body())
                .contains("Till 4 &lt;b&gt;", "3 minutes ago", "work with your tasks", "The ada", "just started this")
                .contains("id=\"allow\"", "id=\"deny\"", "id=\"message\"");
        assertThat(state(page)).isEqualTo(State.WAITING);
    }

    @Test
    void allowingIsSaidAndDone() {
        String page = asked("Till 4");

        Shown decided = decide(page, "allow");

        assertThat(decided.status()).isEqualTo(303);
        assertThat(browser.follow(decided).body()).contains("id=\"allowed\"");
        assertThat(state(page)).isEqualTo(State.ALLOWED);
        assertThat(browser.get("/settings/authorized-apps").body()).contains("Till");
        assertThat(provider.events()).endsWith("consent.given", "backchannel.allowed");
    }

    @Test
    void denyingIsSaidAndDoneAndASecondAnswerChangesNothing() {
        String page = asked("Till 4");

        assertThat(browser.follow(decide(page, "deny")).body()).contains("id=\"denied\"");
        assertThat(browser.follow(decide(page, "allow")).body()).contains("id=\"denied\"");

        assertThat(state(page)).isEqualTo(State.DENIED);
        assertThat(provider.events()).endsWith("backchannel.denied").doesNotContain("consent.given");
    }

    @Test
    void whoIsLateIsTold() {
        String page = asked("Till 4");
        browser.get(page);
        provider.clock.advance(Duration.ofMinutes(5));

        Shown late = browser.post(page + "/decision", "person", ada.id().toString(), "decision", "allow");

        assertThat(browser.follow(late).body()).contains("id=\"expired\"");
        assertThat(state(page)).isEqualTo(State.WAITING);
        assertThat(browser.get("/requests").body()).contains("Nothing waits");
    }

    @Test
    void onlyThePersonWhoIsAskedSeesItAndAnswers() {
        String page = asked("Till 4");
        User eve = provider.people.add("eve");
        Browser other = provider.browserOf(eve);

        assertThat(other.get(page).status()).isEqualTo(404);
        other.get("/requests");
        for (String person : List.of(eve.id().toString(), ada.id().toString())) {
            assertThat(other.post(page + "/decision", "person", person, "decision", "allow")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(other.get("/requests").body()).contains("Nothing waits");
        assertThat(browser.get("/requests/nothing").status()).isEqualTo(404);
        assertThat(state(page)).isEqualTo(State.WAITING);
    }

    @Test
    void onlyOurFormDecidesAndOnlyForWhoeverSawIt() {
        String page = asked("Till 4");
        Browser fresh = provider.browserOf(ada);
        assertThat(fresh.post(page + "/decision", "person", ada.id().toString(), "decision", "allow")
                        .status())
                .as("no token")
                .isEqualTo(403);
        decide(browser, page, "person", "999", "decision", "allow");
        decide(browser, page, "person", ada.id().toString(), "decision", "perhaps");
        assertThat(state(page)).isEqualTo(State.WAITING);
    }

    @Test
    void aCodeIsSetChangedAndRemoved() {
        browser.get("/requests");
        assertThat(browser.post("/requests/code", "act", "set", "code", "abc").status())
                .isEqualTo(422);
        assertThat(browser.post("/requests/code", "act", "set", "code", "two words")
                        .status())
                .isEqualTo(422);
        assertThat(browser.get("/requests").body()).doesNotContain("id=\"has-code\"");

        browser.post("/requests/code", "act", "set", "code", "sesame");
        assertThat(browser.get("/requests").body()).contains("id=\"has-code\"").doesNotContain("sesame");
        browser.post("/requests/code", "act", "remove");
        assertThat(browser.get("/requests").body()).doesNotContain("id=\"has-code\"");
    }
}
