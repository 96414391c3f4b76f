package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.decide;
import static dev.taskwright.oauth.authorize.Asking.hidden;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization endpoint through the whole routing; sections are of RFC 6749 unless named otherwise. */
@EachDatabase
class AuthorizeEndpointTest {
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    AuthorizeEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        provider.clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String query(String... changes) {
        return Asking.query(client, changes);
    }

    private String request(String... changes) {
        return Asking.request(client, changes);
    }

    private static void assertError(Shown shown, String code) {
        Asking.assertError(sent(shown), code);
    }

    @Test
    void aGuestSignsInConsentsAndTheAppGetsItsCode() {
        Browser browser = provider.browser();

        Shown toSignIn = browser.get(request());
        assertThat(toSignIn.location()).startsWith("/sign-in?return_to=");
        browser.follow(toSignIn);
        String returnTo = QueryText.parse(toSignIn.location().substring(9)).text("return_to");
        Shown back = browser.post("/sign-in", "login", "ada", "password", People.PASSWORD, "return_to", returnTo);
        assertThat(back.location()).startsWith("/oauth2/authorize/continue?pending=");
        Shown page = browser.follow(back);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Quill", "The ada", "app.example", "work with your tasks", "id=\"allow\"", "id=\"deny\"");
        Fields answer = sent(allow(browser, page));

        assertThat(answer.text("state")).isEqualTo("af0ifjsldkj");
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
        assertThat(provider.redeem(client, answer.text("code"), null)).isInstanceOf(Exchange.Granted.class);
    }

    @Test
    void whatWasAllowedOnceIsNotAskedAgain() {
        Browser browser = provider.browserOf(ada);
        sent(allow(browser, browser.get(request())));

        assertThat(sent(browser.get(request())).text("code")).isNotEmpty();
        assertThat(sent(browser.get(request("scope", "api1"))).text("code")).isNotEmpty();
        assertThat(browser.get(request("scope", "openid email")).status())
                .as("one more scope is a new question")
                .isEqualTo(200);
    }

    @Test
    void connectIsTheSameEndpoint() {
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get("/connect/authorize?" + query());

        assertThat(sent(allow(browser, page)).text("code")).isNotEmpty();
    }

    @Test
    void denyTellsTheAppAndEndsTheRequest() {
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get(request());

        assertError(decide(browser, page, "deny"), "access_denied");

        assertThat(decide(browser, page, "allow").status()).isEqualTo(400);
    }

    /** 4.1.2.1: client_id or redirect_uri wrong: the person sees one plain sentence, nobody is redirected. */
    @ParameterizedTest
    @CsvSource({
        "client_id,''",
        "client_id,unknown",
        "client_id,12345",
        "redirect_uri,''",
        "redirect_uri,https://app.example/other",
        "redirect_uri,https://evil.example/callback",
        "redirect_uri,//evil.example",
        "redirect_uri,javascript:alert(1)"
    })
    void anUntrustedClientOrAddressIsShownNotRedirected(String parameter, String value) {
        Shown shown = provider.browserOf(ada).get(request(parameter, value));

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.location()).isEmpty();
        assertThat(shown.body()).startsWith(parameter).doesNotContain("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void aRepeatedClientOrAddressIsShown(String parameter) {
        Shown shown = provider.browserOf(ada).get(request() + "&" + parameter + "=x");

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith(parameter + " is given more than once");
    }

    @Test
    void anUnreadableQueryIsShown() {
        Shown shown = provider.browserOf(ada).get("/oauth2/authorize?client_id=%ff");

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.header("Content-Type")).startsWith("text/plain");
    }

    /** 4.1.2.1: everything else goes to the app, before anything is asked of the person. */
    @ParameterizedTest
    @CsvSource({
        "response_type,'',invalid_request",
        "response_type,magic,unsupported_response_type",
        "response_type,code code,unsupported_response_type",
        "response_mode,pigeon,invalid_request",
        "scope,api9,invalid_scope",
        "scope,openid api9,invalid_scope",
        "scope,* openid,invalid_scope",
        "scope,OPENID,invalid_scope",
        "prompt,none login,invalid_request",
        "prompt,later,invalid_request",
        "max_age,-1,invalid_request",
        "max_age,soon,invalid_request",
        "code_challenge,short,invalid_request",
        "code_challenge_method,S256,invalid_request",
        "request,ey,invalid_request_object",
        "request_uri,https://x.example,invalid_request_uri",
        "display,hologram,invalid_request",
        "claims,[],invalid_request",
        "id_token_hint,ey,invalid_request",
        "registration,{},registration_not_supported"
    })
    void anyOtherMistakeGoesToTheApp(String parameter, String value, String error) {
        assertError(provider.browser().get(request(parameter, value)), error);
    }

    /** 3.1: no parameter twice; unknown ones are ignored; one without a value counts as absent. */
    @Test
    void repetitionsAreRefusedUnknownAndEmptyIgnored() {
        assertError(provider.browser().get(request() + "&scope=openid"), "invalid_request");
        assertError(provider.browser().get(request() + "&colour=red&colour=blue"), "invalid_request");
        assertThat(provider.browserOf(ada)
                        .get(request() + "&colour=red&nonce=&prompt=")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRepeatedStateIsNotReturned() {
        Fields answer = sent(provider.browser().get(request() + "&state=other"));

        assertThat(answer.text("error")).isEqualTo("invalid_request");
        assertThat(answer.has("state")).isFalse();
    }

    /** RFC 7636, 4.4.1; RFC 9700, 2.1.1 (S05, S06): S256 only, required of public apps. */
    @Test
    void pkceIsS256AndRequiredOfPublicApps() {
        Client app = provider.app(ada, "native", Provider.CALLBACK).client();
        String id = app.id().value();

        assertError(provider.browser().get(request("client_id", id)), "invalid_request");
        assertError(provider.browser().get(request("client_id", id, "code_challenge", CHALLENGE)), "invalid_request");
        assertError(
                provider.browser()
                        .get(request("client_id", id, "code_challenge", CHALLENGE, "code_challenge_method", "plain")),
                "invalid_request");
        assertThat(provider.browserOf(ada)
                        .get(request("client_id", id, "code_challenge", CHALLENGE, "code_challenge_method", "S256"))
                        .status())
                .isEqualTo(200);
    }

    /** 3.3: no scope means the default set, a star everything; the page says what is asked. */
    @Test
    void theScopeMayBeLeftOutOrAStar() {
        Browser browser = provider.browserOf(ada);

        assertThat(hidden(browser.get(request("scope", "")), "scope"))
                .isEqualTo(client.defaultScopes().toString());
        assertThat(hidden(browser.get(request("scope", "*")), "scope"))
                .isEqualTo(client.allowedScopes().toString())
                .contains("offline_access");
    }

    @Test
    void anAppMayOnlyUseItsResponseTypes() {
        Client machine = provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp("ada", "Robot", "machine", List.of(), null, null, List.of(), List.of()))
                .client();

        assertThat(provider.browser()
                        .get(request("client_id", machine.id().value()))
                        .body())
                .startsWith("redirect_uri");
    }

    /** OpenID Connect Core, 3.1.2.6. */
    @Test
    void promptNoneAnswersWithoutShowingAnything() {
        assertError(provider.browser().get(request("prompt", "none")), "login_required");
        Browser browser = provider.browserOf(ada);
        assertError(browser.get(request("prompt", "none")), "consent_required");
        allow(browser, browser.get(request()));
        assertThat(sent(browser.get(request("prompt", "none"))).text("code")).isNotEmpty();
    }

    @Test
    void promptLoginAsksForAFreshProofOnce() {
        Browser browser = provider.browserOf(ada);
        allow(browser, browser.get(request()));
        provider.clock.advance(Duration.ofSeconds(1));

        Shown toSignIn = browser.get(request("prompt", "login"));
        assertThat(toSignIn.location()).startsWith("/sign-in?return_to=");
        String returnTo = QueryText.parse(toSignIn.location().substring(9)).text("return_to");
        assertThat(browser.get(returnTo).location()).as("not by going there").startsWith("/sign-in");
        provider.clock.advance(Duration.ofSeconds(1));
        provider.signIn(browser, ada);
        assertThat(sent(browser.get(returnTo)).text("code")).isNotEmpty();
    }

    @Test
    void promptConsentAsksAgain() {
        Browser browser = provider.browserOf(ada);
        allow(browser, browser.get(request()));

        Shown page = browser.get(request("prompt", "consent"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(sent(allow(browser, page)).text("code")).isNotEmpty();
    }

    /** A form of another site: the browser withholds its cookies, and sends them with the redirect that follows. */
    @Test
    void aPostFromAnotherSiteWorks() {
        Browser browser = provider.browserOf(ada);
        allow(browser, browser.get(request()));

        Shown posted = provider.browser().postRaw("/oauth2/authorize", query());
        assertThat(posted.status()).isEqualTo(303);

        assertThat(posted.header("Set-Cookie"))
                .as("the browser keeps the cookie it has")
                .isEmpty();
        assertThat(sent(browser.follow(posted)).text("code")).isNotEmpty();
    }

    @Test
    void aPendingRequestBelongsToItsBrowser() {
        Browser browser = provider.browserOf(ada);
        Shown toSignIn = provider.browser().get(request());
        String pending = QueryText.parse(toSignIn.location().substring(9)).text("return_to");

        Shown stolen = browser.get(pending);

        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.body()).contains("start again");
    }

    @Test
    void aPendingRequestIsFinishedOnceAndExpires() {
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get(request());
        sent(allow(browser, page));
        assertThat(decide(browser, page, "allow").status()).isEqualTo(400);

        Shown late = browser.get(request("scope", "email"));
        provider.clock.advance(PendingAuthorization.LIFETIME);
        assertThat(decide(browser, late, "allow").status()).isEqualTo(400);
        assertThat(provider.pendings.forgetExpired()).isEqualTo(1);
    }

    /** Somebody else signed in meanwhile, or the form was changed: the answer does not count, the question is asked. */
    @Test
    void anAnswerCountsForTheQuestionAndPersonItWasShownTo() {
        User bob = provider.people.add("bob");
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get(request());
        provider.signIn(browser, bob);

        Shown next = browser.follow(decide(browser, page, "allow"));

        assertThat(next.status()).isEqualTo(200);
        assertThat(hidden(next, "person")).isEqualTo(bob.id().toString());
        assertThat(provider.consents.of(bob.id())).isEmpty();
        assertThat(provider.consents.of(ada.id())).isEmpty();
    }

    @Test
    void aDecisionNeedsTheTokenOfThePage() {
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get(request());

        Shown forged =
                browser.postRaw("/oauth2/authorize/consent", "decision=allow&pending=" + hidden(page, "pending"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(provider.consents.of(ada.id())).isEmpty();
    }

    @Test
    void anAppDeletedMeanwhileIsShownNotRedirected() {
        Browser browser = provider.browserOf(ada);
        Shown page = browser.get(request());
        provider.apps.delete(People.OPERATOR, client.id().value());

        Shown shown = decide(browser, page, "allow");

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).startsWith("client_id");
    }

    @Test
    void outOfBandShowsTheCodeOnAPage() {
        Client tool = provider.app(ada, "native", RedirectUri.OUT_OF_BAND).client();
        Browser browser = provider.browserOf(ada);
        String path = request(
                "client_id",
                tool.id().value(),
                "redirect_uri",
                RedirectUri.OUT_OF_BAND,
                "code_challenge",
                CHALLENGE,
                "code_challenge_method",
                "S256");

        Shown page = browser.get(path);
        assertThat(page.body()).contains("a code that you copy by hand");
        Shown shown = allow(browser, page);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.location()).isEmpty();
        assertThat(shown.body()).contains("id=\"code\"");

        Shown error = provider.browser()
                .get(request("client_id", tool.id().value(), "redirect_uri", RedirectUri.OUT_OF_BAND));
        assertThat(error.body())
                .contains("code_challenge is required for public apps")
                .doesNotContain("id=\"code\"");
    }

    /** RFC 9700, 4.15 and 4.16 (S18, S20, S21): no framing, no CORS, no referrer to strangers. */
    @Test
    void thePagesCannotBeFramedAndTheEndpointKnowsNoCors() {
        Browser browser = provider.browserOf(ada).with("Origin", "https://evil.example");
        Shown page = browser.get(request());

        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'", "script-src 'self'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }
}
