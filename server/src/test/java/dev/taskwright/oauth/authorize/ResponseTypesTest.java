package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.posted;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static dev.taskwright.oauth.authorize.Asking.sentInFragment;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.Participant;
import dev.taskwright.oauth.tokens.SessionTokens;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every response type and mode through the whole routing: OpenID Connect Core, 3.2 and 3.3; Multiple Response Types, 2 to 5;
 * Form Post, 2; RFC 6749, 4.2; RFC 9207.
 */
class ResponseTypesTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final Browser browser;

    ResponseTypesTest() {
        data = DatabaseKind.SQLITE.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = app("web", Provider.CALLBACK);
        provider.clock.advance(Duration.ofMinutes(5));
        browser = provider.browserOf(ada);
        provider.clock.advance(Duration.ofMinutes(5));
        allow(browser, browser.get(request("code", "scope", "*")));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Client app(String kind, String redirectUri) {
        return provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp(
                                "ada",
                                "Quill",
                                kind,
                                List.of(redirectUri),
                                provider.catalog.all().toString(),
                                null,
                                List.of("authorization_code", "refresh_token", "implicit"),
                                Arrays.stream(ResponseType.values())
                                        .map(ResponseType::words)
                                        .toList()))
                .client();
    }

    private String request(String type, String... changes) {
        String[] all = Arrays.copyOf(changes, changes.length + 4);
        all[changes.length] = "response_type";
        all[changes.length + 1] = type;
        all[changes.length + 2] = "nonce";
        all[changes.length + 3] = List.of(changes).contains("nonce") ? "" : "n-0S6";
        return Asking.request(client, all);
    }

    private Fields inFragment(String type, String... changes) {
        return sentInFragment(browser.get(request(type, changes)));
    }

    private JWTClaimsSet verified(String idToken) {
        try {
            SignedJWT jwt = SignedJWT.parse(idToken);
            assertThat(provider.idTokens.read(idToken))
                    .as("signed by this server")
                    .isPresent();
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Core, 3.3.2.11, for RS256. */
    private static String leftHalf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Multiple Response Types, 3 and 5; Core, 3.2.2.5 and 3.3.2.5: exactly what the type names, in the fragment. */
    @ParameterizedTest
    @EnumSource(
            value = ResponseType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CODE", "NONE"})
    void multipleTypes3and5EachTypeBringsWhatItNames(ResponseType type) {
        Fields answer = inFragment(type.words());

        assertThat(answer.has("code")).isEqualTo(type.hasCode());
        assertThat(answer.has("access_token")).isEqualTo(type.hasToken());
        assertThat(answer.has("id_token")).isEqualTo(type.hasIdToken());
        assertThat(answer.text("token_type")).isEqualTo(type.hasToken() ? "Bearer" : "");
        assertThat(answer.text("expires_in")).isEqualTo(type.hasToken() ? "3600" : "");
        assertThat(answer.text("scope")).isEqualTo(type.hasToken() ? "openid api1" : "");
        assertThat(answer.text("state")).isEqualTo(Asking.STATE);
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
        assertThat(answer.text("session_state")).matches("[A-Za-z0-9_-]{43}\\.\\w{22}");
        assertThat(answer.has("refresh_token")).isFalse();
    }

    @Test
    void theOrderOfTheWordsDoesNotMatter() {
        assertThat(inFragment("token id_token code").names()).contains("code", "access_token", "id_token");
    }

    /** Core, 3.2.2.10, 3.2.2.11 and 3.3.2.11. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "id_token token", "code id_token", "code id_token token"})
    void core33211TheIdTokenIsBoundToWhatComesWithIt(String type) throws ParseException {
        Fields answer = inFragment(type);
        JWTClaimsSet claims = verified(answer.text("id_token"));

        assertThat(claims.getIssuer()).isEqualTo(Provider.ISSUER);
        assertThat(claims.getSubject()).isEqualTo(ada.id().toString());
        assertThat(claims.getAudience()).containsExactly(client.id().value());
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6");
        assertThat(claims.getStringClaim("acr")).isEqualTo(Authentication.BY_PASSWORD);
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
        assertThat(claims.getLongClaim("auth_time"))
                .isEqualTo(provider.clock.instant().minusSeconds(300).getEpochSecond());
        assertThat(claims.getStringClaim("at_hash"))
                .isEqualTo(answer.has("access_token") ? leftHalf(answer.text("access_token")) : null);
        assertThat(claims.getStringClaim("c_hash"))
                .isEqualTo(answer.has("code") ? leftHalf(answer.text("code")) : null);
        assertThat(claims.getStringClaim("s_hash")).isEqualTo(leftHalf(Asking.STATE));
    }

    /** Core, 5.4: without an access token to ask with, the claims of the scopes stand in the ID token. */
    @Test
    void core54AnIdTokenAloneSaysWhatTheScopesSay() throws ParseException {
        JWTClaimsSet alone =
                verified(inFragment("id_token", "scope", "openid email profile").text("id_token"));
        JWTClaimsSet beside = verified(
                inFragment("id_token token", "scope", "openid email profile").text("id_token"));

        assertThat(alone.getStringClaim("email")).isEqualTo("ada@example.org");
        assertThat(alone.getStringClaim("name")).isEqualTo("The ada");
        assertThat(beside.getClaims()).doesNotContainKeys("email", "name");
    }

    /** Core, 3.2.2.8; RFC 6750: the token works where a token of a code works. */
    @Test
    void anAccessTokenInFrontOpensUserinfo() {
        Fields answer = inFragment("token", "scope", "openid email");

        Shown userinfo = provider.browser()
                .with("Authorization", "Bearer " + answer.text("access_token"))
                .get("/oauth2/userinfo");

        assertThat(userinfo.status()).isEqualTo(200);
        assertThat(Json.parse(userinfo.body()))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("sub", ada.id().toString())
                .containsEntry("email", "ada@example.org");
    }

    /** Core, 3.3.3: the code of a hybrid answer is exchanged as any other, and both ID tokens name the same person. */
    @ParameterizedTest
    @ValueSource(strings = {"code id_token", "code token", "code id_token token"})
    void core333TheCodeIsExchangedToo(String type) {
        Fields answer = inFragment(type, "scope", "openid offline_access");

        Exchange exchange = provider.redeem(client, answer.text("code"), null);

        assertThat(exchange).isInstanceOf(Exchange.Granted.class);
        assertThat(provider.rights(exchange).user()).isEqualTo(ada.id());
        assertThat(provider.rights(exchange).refreshToken()).isNotNull();
    }

    /** Core, 11: not an error, and never a refresh token. */
    @Test
    void core11OfflineAccessWithoutACodeIsIgnored() {
        Fields answer = inFragment("token", "scope", "openid offline_access");

        assertThat(answer.text("scope")).isEqualTo("openid");
        assertThat(answer.has("refresh_token")).isFalse();
    }

    /** Core, 3.2.2.1: REQUIRED where the ID token passes the browser; with a code alone, or a code and a token, not. */
    @ParameterizedTest
    @CsvSource({
        "id_token,true",
        "id_token token,true",
        "code id_token,true",
        "code id_token token,true",
        "code token,false"
    })
    void core3221TheNonceIsRequiredWithAnIdToken(String type, boolean isRequired) {
        Fields answer = inFragment(type, "nonce", "");

        if (isRequired) {
            assertError(answer, "invalid_request");
        } else {
            assertThat(answer.text("access_token")).isNotEmpty();
        }
    }

    /** Core, 3.1.2.1: without openid it is not an OpenID request, and has no ID token. */
    @Test
    void anIdTokenNeedsTheScopeOpenid() {
        assertError(inFragment("id_token token", "scope", "api1"), "invalid_scope");
        Fields answer = inFragment("token", "scope", "api1");
        assertThat(answer.text("access_token")).isNotEmpty();
        assertThat(answer.has("session_state")).isFalse();
    }

    /** Multiple Response Types, 4: the answer is empty but for the frame of every answer; the consent is kept. */
    @Test
    void multipleTypes4NoneRecordsAndHandsNothingOut() {
        User bob = provider.people.add("bob");
        Browser other = provider.browserOf(bob);

        Fields answer = sent(allow(other, other.get(request("none", "scope", "openid email"))));

        assertThat(answer.names()).containsExactlyInAnyOrder("state", "iss", "session_state");
        assertThat(provider.consents.of(bob.id()).getFirst().scopes()).hasToString("openid email");
    }

    /** Multiple Response Types, 2.1, 3 and 5: tokens never in a query; the error comes the way the type is answered. */
    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token", "code token", "code id_token"})
    void multipleTypes3TokensAreNeverAnsweredInTheQuery(String type) {
        assertError(inFragment(type, "response_mode", "query"), "invalid_request");
    }

    @Test
    void multipleTypes21AnUnknownModeIsRefusedTheUsualWay() {
        assertError(sent(browser.get(request("code", "response_mode", "pigeon"))), "invalid_request");
        assertError(inFragment("id_token", "response_mode", "pigeon"), "invalid_request");
    }

    @Test
    void multipleTypes21ACodeMayComeInTheFragment() {
        assertThat(inFragment("code", "response_mode", "fragment").text("code")).isNotEmpty();
    }

    /** Core, 3.2.2.6 and 3.3.2.6: errors travel as the answer would have. */
    @Test
    void core3226ErrorsAreAnsweredInTheModeAskedFor() {
        Browser guest = provider.browser();

        assertError(sentInFragment(guest.get(request("id_token", "prompt", "none"))), "login_required");
        assertError(sentInFragment(guest.get(request("code token", "prompt", "none"))), "login_required");
        assertError(
                posted(guest.get(request("code", "prompt", "none", "response_mode", "form_post"))), "login_required");
        assertError(
                posted(guest.get(request("id_token", "scope", "openid nonsense", "response_mode", "form_post"))),
                "invalid_scope");
    }

    @Test
    void aDenialIsAnsweredInTheModeAskedFor() {
        User bob = provider.people.add("bob");
        Browser other = provider.browserOf(bob);
        Shown page = other.get(request("code", "response_mode", "form_post"));

        assertError(posted(Asking.decide(other, page, "deny")), "access_denied");
    }

    /** RFC 6749, 4.2.2.1; Registration, 2: only the types that the app registered. */
    @Test
    void anAppThatRegisteredNoneOfItGetsNoTokenInFront() {
        Client plain = provider.webApp(ada).client();

        for (ResponseType type : ResponseType.values()) {
            if (type != ResponseType.CODE) {
                Shown shown = browser.get(Asking.request(plain, "response_type", type.words(), "nonce", "n"));
                assertError(type.answersInFront() ? sentInFragment(shown) : sent(shown), "unauthorized_client");
            }
        }
    }

    /** RFC 9700, 2.1.1: with a code, however it comes, a public app needs PKCE. */
    @Test
    void aPublicAppNeedsPkceForEveryTypeWithACode() {
        Client script = app("spa", Provider.CALLBACK);

        for (ResponseType type : ResponseType.values()) {
            Shown shown = provider.browser()
                    .get(Asking.request(script, "response_type", type.words(), "nonce", "n", "prompt", "none"));
            Fields answer = type.answersInFront() ? sentInFragment(shown) : sent(shown);
            assertError(answer, type.hasCode() ? "invalid_request" : "login_required");
        }
    }

    /** Form Post, 2: an HTML form that posts itself, values escaped, by script or by hand. */
    @Test
    void formPost2TheAnswerIsAFormThatPostsItself() {
        String state = "<\"'&> é";
        Shown page = browser.get(request("code id_token token", "response_mode", "form_post", "state", state));

        Fields answer = posted(page);
        assertThat(answer.names())
                .containsExactlyInAnyOrder(
                        "code",
                        "access_token",
                        "token_type",
                        "expires_in",
                        "scope",
                        "id_token",
                        "state",
                        "iss",
                        "session_state");
        assertThat(answer.text("state")).isEqualTo(state);
        verified(answer.text("id_token"));
        assertThat(page.body()).contains("id=\"continue\"").doesNotContain("csrf_token");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("strict-origin");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("form-action", "unsafe");
    }

    @ParameterizedTest
    @EnumSource(ResponseType.class)
    void formPost2EveryTypeMayBePosted(ResponseType type) {
        Fields answer = posted(browser.get(request(type.words(), "response_mode", "form_post")));

        assertThat(answer.has("code")).isEqualTo(type.hasCode());
        assertThat(answer.has("id_token")).isEqualTo(type.hasIdToken());
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
    }

    /** Old embedded browsers run it, so that nothing in it is newer than ECMAScript 5. */
    @Test
    void theScriptOfTheFormIsOld() {
        Shown page = browser.get(request("code", "response_mode", "form_post"));
        String body = page.body();
        int at = body.indexOf("src=\"") + "src=\"".length();
        String script = browser.get(body.substring(at, body.indexOf('"', at))).body();

        assertThat(script).contains(".submit()").doesNotContain("=>", "class ", "async", "const ", "let ", "`");
        assertThat(body).doesNotContain("type=\"module\"");
    }

    /** Session Management, 2 and RFC 9700: what came in front ends with the session as what came by a code. */
    @Test
    void whatCameInFrontEndsWithTheSession() {
        String token = inFragment("token", "scope", "openid").text("access_token");
        assertThat(provider.accessTokens.find(token)).isPresent();
        String session = provider.db.read(tx -> tx.handle()
                .createQuery("SELECT name FROM session WHERE person_id = :id")
                .bind("id", ada.id().value())
                .mapTo(String.class)
                .one());

        List<Participant> told = provider.db.write(tx -> new SessionTokens(provider.clock).end(tx, ada.id(), session));

        assertThat(told).extracting(Participant::client).containsExactly(client.id());
        assertThat(provider.accessTokens.find(token)).isEmpty();
    }

    @Test
    void whatCameInFrontEndsWithTheConsent() {
        String token = inFragment("id_token token", "scope", "openid").text("access_token");

        provider.consents.withdraw(ada.id(), client.id());

        assertThat(provider.accessTokens.find(token)).isEmpty();
    }

    /** A second use of a hybrid code ends the tokens that came with it: RFC 6749, 4.1.2. */
    @Test
    void aStolenHybridCodeEndsWhatCameWithIt() {
        Fields answer = inFragment("code token", "scope", "openid");
        String token = answer.text("access_token");

        provider.redeem(client, answer.text("code"), null);
        assertThat(provider.accessTokens.find(token)).isPresent();
        provider.redeem(client, answer.text("code"), null);

        assertThat(provider.accessTokens.find(token)).isEmpty();
    }

    @Test
    void whatIsCopiedByHandIsACode() {
        Client tool = app("native", RedirectUri.OUT_OF_BAND);

        Shown shown = provider.browser()
                .get(Asking.request(tool, "redirect_uri", RedirectUri.OUT_OF_BAND, "response_type", "token"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("response_type must be code").doesNotContain("id=\"code\"");
    }

    /** Discovery, 3: stated is what is served. */
    @Test
    void discovery3StatesTheTypesAndModes() {
        assertThat(Json.parse(browser.get("/.well-known/openid-configuration").body()))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsAllEntriesOf(Map.of(
                        "response_types_supported",
                        Arrays.stream(ResponseType.values())
                                .map(ResponseType::words)
                                .toList(),
                        "response_modes_supported",
                        List.of("query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"),
                        "claims_parameter_supported",
                        true,
                        "request_parameter_supported",
                        true,
                        "request_uri_parameter_supported",
                        true,
                        "require_request_uri_registration",
                        true));
    }
}
