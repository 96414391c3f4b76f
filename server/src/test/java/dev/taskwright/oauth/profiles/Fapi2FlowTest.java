package dev.taskwright.oauth.profiles;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.authorize.Asking;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAPI 2.0 Security Profile, 5.3.2, and FAPI 2.0 Message Signing, 5.3 and 5.4, from the push to the refreshed token. */
class Fapi2FlowTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser browser;
    private final HeldApp app;

    Fapi2FlowTest() throws JOSEException {
        browser = provider.browserOf(ada);
        provider.clock.advance(Duration.ofMinutes(5));
        app = HeldApp.of(provider, "ada", "fapi2", "");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String pushed(String... changes) {
        Shown shown = app.push(changes);
        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        return HeldApp.requestUri(shown);
    }

    private String code() {
        Shown page = browser.get(app.address(pushed("scope", "openid offline_access")));
        Fields answer = sent(page.status() == 303 ? page : allow(browser, page));
        assertThat(answer.text("iss")).isEqualTo(Provider.ISSUER);
        return answer.text("code");
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isBetween(400, 401);
        assertThat(HeldApp.text(shown, "error")).as(shown.body()).isEqualTo(error);
    }

    @Test
    void section5321TokensAreBoundAndRefreshTokensStay() {
        Shown tokens = app.redeem(code(), app.key);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(HeldApp.text(tokens, "token_type")).isEqualTo("DPoP");

        String refresh = HeldApp.text(tokens, "refresh_token");
        for (int i = 0; i < 3; i++) {
            Shown again = app.refresh(refresh);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(HeldApp.text(again, "token_type")).isEqualTo("DPoP");
            assertThat(HeldApp.text(again, "refresh_token")).isIn("null", refresh);
            provider.clock.advance(Duration.ofMinutes(10));
        }
    }

    @Test
    void section5321AnIdTokenIsSignedWithinTheProfile() throws ParseException {
        Shown tokens = app.redeem(code(), app.key);

        assertThat(SignedJWT.parse(HeldApp.text(tokens, "id_token")).getHeader().getAlgorithm())
                .hasToString("ES256");
    }

    @Test
    void section5321WithoutAProofThereIsNoToken() {
        assertRefused(app.redeem(code(), null), "invalid_dpop_proof");
    }

    /** The code is bound to the key of the pushed request: RFC 9449, 10.1. */
    @Test
    void section5322ACodeIsForTheKeyThatAskedForIt() {
        assertRefused(app.redeem(code(), new DpopKey(provider.clock)), "invalid_grant");
    }

    @Test
    void section5322ACodeLivesForAMinute() {
        String code = code();
        provider.clock.advance(Duration.ofSeconds(61));

        assertRefused(app.redeem(code, app.key), "invalid_grant");
    }

    @Test
    void section5322ARequestThatIsNotPushedIsRefused() {
        Shown shown = browser.get("/oauth2/authorize?" + app.pkce());

        assertError(sent(shown), "invalid_request");
    }

    @Test
    void section5322WhoDoesNotProveItselfPushesNothing() {
        Shown shown = provider.browser().postRaw(HeldApp.PAR, app.pkce());

        assertRefused(shown, "invalid_client");
    }

    @Test
    void section5322APushedRequestHasAChallengeWithS256() {
        assertRefused(app.post(HeldApp.PAR, Asking.query(app.client)), "invalid_request");
        assertRefused(
                app.post(
                        HeldApp.PAR,
                        Asking.query(app.client, "code_challenge", HeldApp.VERIFIER, "code_challenge_method", "plain")),
                "invalid_request");
    }

    @Test
    void section5322APushedRequestNamesItsAddress() {
        assertRefused(app.push("redirect_uri", ""), "invalid_request");
    }

    @Test
    void section5322TheResponseTypeIsCode() {
        assertRefused(app.push("response_type", "code id_token", "nonce", "n"), "unauthorized_client");
    }

    @Test
    void messageSigningSection531WhoSignsSignsEverything() throws JOSEException {
        HeldApp signing = HeldApp.of(provider, "ada", "fapi2", ",\"require_signed_request_object\":true");

        assertRefused(signing.push(), "invalid_request");
        assertRefused(
                signing.post(HeldApp.PAR, "request=" + HeldApp.unsigned(signing.request())), "invalid_request_object");
        assertThat(signing.post(HeldApp.PAR, "request=" + signing.signed(signing.request()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void messageSigningSection531ARequestSaysWhoseItIsAndWhen() throws JOSEException {
        HeldApp signing = HeldApp.of(provider, "ada", "fapi2", ",\"require_signed_request_object\":true");

        for (JWTClaimsSet.Builder wrong : List.of(
                signing.request().audience((String) null),
                signing.request().audience("https://elsewhere.example"),
                signing.request().notBeforeTime(null),
                signing.request().notBeforeTime(signing.in(-3_700)),
                signing.request().expirationTime(null),
                signing.request().expirationTime(signing.in(3_700)),
                signing.request().expirationTime(signing.in(-120)))) {
            assertRefused(signing.post(HeldApp.PAR, "request=" + signing.signed(wrong)), "invalid_request_object");
        }
    }

    @Test
    void messageSigningSection541AnswersAreSigned() throws JOSEException, ParseException {
        HeldApp signing = HeldApp.of(provider, "ada", "fapi2", ",\"authorization_signed_response_alg\":\"PS256\"");

        assertRefused(signing.push(), "invalid_request");
        Shown pushed = signing.push("response_mode", "jwt");
        Fields answer = sent(allow(browser, browser.get(signing.address(HeldApp.requestUri(pushed)))));
        SignedJWT jwt = SignedJWT.parse(answer.text("response"));
        assertThat(answer.names()).containsOnly("response");
        assertThat(jwt.getHeader().getAlgorithm()).hasToString("PS256");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(Provider.ISSUER);
        assertThat(jwt.getJWTClaimsSet().getAudience())
                .containsExactly(signing.client.id().value());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("code")).isNotEmpty();
    }
}
