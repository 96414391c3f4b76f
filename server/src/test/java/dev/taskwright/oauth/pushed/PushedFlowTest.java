package dev.taskwright.oauth.pushed;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.decide;
import static dev.taskwright.oauth.authorize.Asking.query;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.authorize.Asking;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9126, 4 to 6: what becomes of a pushed request at the authorization endpoint, and when it is used up. */
class PushedFlowTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp app = provider.webApp(ada);
    private final Client client = app.client();
    private final Browser browser;

    PushedFlowTest() {
        browser = provider.browserOf(ada);
        provider.clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String push(String... changes) {
        return push(provider.browser(), app, changes);
    }

    static String push(Browser itself, AddedApp app, String... changes) {
        Shown shown = itself.postRaw("/oauth2/par", query(app.client(), changes) + "&client_secret=" + app.secret());
        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        return String.valueOf(((Map<?, ?>) Json.parse(shown.body())).get("request_uri"));
    }

    private String path(String requestUri) {
        return path(client, requestUri);
    }

    static String path(Client client, String requestUri) {
        return "/oauth2/authorize?client_id=" + client.id() + "&request_uri=" + requestUri;
    }

    private void assertUnknown(Shown shown) {
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.header("Content-Type")).startsWith("text/plain");
        assertThat(shown.body()).startsWith("request_uri is unknown");
    }

    private void assertOver(Shown shown) {
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).contains("has expired or was already finished");
    }

    @Test
    void section4ThePersonComesWithTheAddressAndTheAppGetsItsCode() {
        Shown page = browser.get(path(push("scope", "openid", "nonce", "pushed")));
        Fields answer = sent(allow(browser, page));

        assertThat(answer.text("state")).isEqualTo(Asking.STATE);
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
        Rights rights = provider.rights(provider.redeem(client, answer.text("code"), null));
        assertThat(rights.nonce()).isEqualTo("pushed");
        assertThat(rights.scopes()).hasToString("openid");
    }

    @Test
    void section4NothingBesideItCounts() {
        String requestUri = push("scope", "openid");

        Shown page = browser.get(path(requestUri) + "&scope=openid+email&state=beside&prompt=none"
                + "&redirect_uri=https%3A%2F%2Fevil.example%2F");

        assertThat(Asking.hidden(page, "scope")).isEqualTo("openid");
        assertThat(sent(allow(browser, page)).text("state")).isEqualTo(Asking.STATE);
    }

    @Test
    void section4APersonMayBeSentWithAForm() {
        Shown posted =
                provider.browser().postRaw("/oauth2/authorize", "client_id=" + client.id() + "&request_uri=" + push());

        Shown page = browser.follow(posted);
        assertThat(sent(allow(browser, page)).text("code")).isNotEmpty();
    }

    @Test
    void section4ItIsOfTheAppThatPushedIt() {
        Client other = provider.app(ada, "web", "https://other.example/cb").client();

        assertUnknown(browser.get(path(other, push())));
        assertThat(browser.get("/oauth2/authorize?request_uri=" + push()).body())
                .startsWith("client_id is missing");
    }

    @Test
    void section4WhoComesTooLateIsTold() {
        String requestUri = push();
        provider.clock.advance(PushedRequests.LIFETIME);

        assertUnknown(browser.get(path(requestUri)));
        assertUnknown(browser.get(path(requestUri + "x")));
        assertUnknown(browser.get(path("urn:ietf:params:oauth:request_uri:")));
    }

    /** The error goes to the app where a registered address stands beside it. */
    @Test
    void anUnknownAddressIsSentToARegisteredOneBesideIt() {
        Shown shown = browser.get(path("urn:ietf:params:oauth:request_uri:x") + "&state=" + Asking.STATE
                + "&redirect_uri=" + URLEncoder.encode(Provider.CALLBACK, StandardCharsets.UTF_8));

        assertError(sent(shown), "invalid_request_uri");
    }

    /** It expires for those who come, not for those who came. */
    @Test
    void whoCameInTimeMayTakeTheirTime() {
        Shown page = browser.get(path(push()));
        provider.clock.advance(Duration.ofMinutes(30));
        provider.pushed.forgetExpired();

        assertThat(sent(allow(browser, page)).text("code")).isNotEmpty();
        int rows = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM pushed_request")
                        .mapTo(Integer.class)
                        .one());
        assertThat(rows).isZero();
    }

    /** Loading the page does not use it up, the end of the authorization does. */
    @Test
    void section73ItIsUsedUpWhenTheAuthorizationIsOver() {
        String requestUri = push();
        Shown first = browser.get(path(requestUri));
        Shown second = browser.get(path(requestUri));

        assertThat(sent(allow(browser, second)).text("code")).isNotEmpty();

        assertOver(allow(browser, first));
        assertUnknown(browser.get(path(requestUri)));
    }

    @Test
    void section73ANoUsesItUpToo() {
        String requestUri = push();
        Shown first = browser.get(path(requestUri));
        Shown second = browser.get(path(requestUri));

        assertError(sent(decide(browser, first, "deny")), "access_denied");

        assertOver(allow(browser, second));
        assertUnknown(browser.get(path(requestUri)));
    }

    @Test
    void section73AnAnswerWithoutAPageUsesItUpToo() {
        allow(browser, browser.get(Asking.request(client)));
        String granted = push();
        String silent = push("prompt", "none");
        Browser guest = provider.browser();

        assertThat(sent(browser.get(path(granted))).text("code")).isNotEmpty();
        assertUnknown(browser.get(path(granted)));
        assertError(sent(guest.get(path(silent))), "login_required");
        assertUnknown(browser.get(path(silent)));
    }

    /** 6: only what was pushed counts, at every step. */
    @Test
    void section6AnAppThatMustPushIsNotHeardOtherwise() {
        Client strict = provider.describe(client, Map.of("require_pushed_authorization_requests", true));

        assertError(sent(browser.get(Asking.request(strict))), "invalid_request");
        Shown posted = provider.browser().postRaw("/oauth2/authorize", query(strict));
        assertError(sent(posted), "invalid_request");
        assertThat(sent(allow(browser, browser.get(path(push())))).text("code")).isNotEmpty();
    }

    /** The checks run again: what was allowed when it was pushed may not be any more. */
    @Test
    void anAddressTakenAwayMeanwhileIsNotRedirectedTo() {
        String requestUri = push();
        data.db().write(tx -> {
            tx.handle().execute("UPDATE oauth_client SET redirect_uris = '[\"https://app.example/moved\"]'");
            tx.signal("oauth.client", null);
            return tx;
        });

        assertThat(browser.get(path(requestUri)).body()).startsWith("redirect_uri is not one of those registered");
    }
}
