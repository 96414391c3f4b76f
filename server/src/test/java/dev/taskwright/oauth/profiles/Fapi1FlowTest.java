package dev.taskwright.oauth.profiles;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static dev.taskwright.oauth.authorize.Asking.sentInFragment;
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
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAPI 1.0 Advanced, 5.2.2: from the signed request to the answer that is protected by a signature. */
class Fapi1FlowTest {
    private static final String HYBRID = "code id_token";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser browser;
    private final HeldApp app;

    Fapi1FlowTest() throws JOSEException {
        browser = provider.browserOf(ada);
        provider.clock.advance(Duration.ofMinutes(5));
        app = HeldApp.of(provider, "ada", "fapi1_advanced", ",\"response_types\":[\"code id_token\",\"code\"]");
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** With the parameters beside the object that OpenID Connect Core, 6.1 wants there. */
    private Shown asked(String object) {
        return browser.get("/oauth2/authorize?client_id=" + app.client.id()
                + "&response_type=code+id_token&scope=openid&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&request="
                + object);
    }

    private JWTClaimsSet.Builder request() {
        return app.request("response_type", HYBRID, "nonce", "n-0S6", "scope", "openid");
    }

    @Test
    void section5221TheIdTokenIsADetachedSignature() throws ParseException {
        Fields answer = sentInFragment(allow(browser, asked(app.signed(request()))));

        SignedJWT idToken = SignedJWT.parse(answer.text("id_token"));
        assertThat(idToken.getHeader().getAlgorithm()).hasToString("ES256");
        assertThat(idToken.getJWTClaimsSet().getClaims()).containsKeys("s_hash", "c_hash", "nonce");
        assertThat(idToken.getJWTClaimsSet().getClaims())
                .as("nothing about the person passes the browser")
                .doesNotContainKeys("email", "name", "phone_number");
    }

    @Test
    void section522Item1ARequestIsSigned() {
        Shown plain = browser.get(
                "/oauth2/authorize?" + app.pkce("response_type", HYBRID, "nonce", "n-0S6", "scope", "openid"));

        assertError(sentInFragment(plain), "invalid_request");
        assertThat(sentInFragment(asked(HeldApp.unsigned(request()))).text("error"))
                .isEqualTo("invalid_request_object");
    }

    @Test
    void section522Item2ACodeAloneIsAnsweredInAJwt() throws ParseException {
        Shown plain = browser.get("/oauth2/authorize?client_id=" + app.client.id() + "&request="
                + app.signed(app.request("nonce", "n-0S6", "scope", "openid")));
        assertError(sent(plain), "invalid_request");

        Shown page = browser.get("/oauth2/authorize?client_id=" + app.client.id() + "&request="
                + app.signed(app.request("nonce", "n-0S6", "scope", "openid", "response_mode", "jwt")));
        SignedJWT answer = SignedJWT.parse(sent(allow(browser, page)).text("response"));
        assertThat(answer.getHeader().getAlgorithm()).hasToString("ES256");
        assertThat(answer.getJWTClaimsSet().getStringClaim("code")).isNotEmpty();
    }

    @Test
    void section522Item5AndItem6WithoutACertificateThereIsNoToken() {
        Fields answer = sentInFragment(allow(browser, asked(app.signed(request()))));

        Shown shown = app.redeem(answer.text("code"), null);
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(HeldApp.text(shown, "error")).isEqualTo("invalid_request");
    }

    @Test
    void section522Item10WhatStandsBesideTheObjectDoesNotCount() {
        Shown page = browser.get("/oauth2/authorize?client_id=" + app.client.id()
                + "&response_type=code+id_token&scope=openid+profile&state=beside&nonce=beside&request="
                + app.signed(request().claim("state", null)));

        Fields answer = sentInFragment(allow(browser, page));
        assertThat(answer.names()).doesNotContain("state");
    }

    @Test
    void section522Item13And15And17ARequestSaysForWhomAndWhenItIs() {
        for (JWTClaimsSet.Builder wrong : List.of(
                request().audience((String) null),
                request().audience("https://elsewhere.example"),
                request().notBeforeTime(null),
                request().notBeforeTime(app.in(-3_700)),
                request().expirationTime(null),
                request().expirationTime(app.in(3_700)),
                request().expirationTime(app.in(-120)))) {
            assertThat(sentInFragment(asked(app.signed(wrong))).text("error")).isEqualTo("invalid_request_object");
        }
    }

    @Test
    void section522Item18APushedRequestHasAChallenge() {
        String without = app.signed(request().claim("code_challenge", null).claim("code_challenge_method", null));

        assertThat(app.post(HeldApp.PAR, "request=" + without, null).status()).isEqualTo(400);
        assertThat(app.post(HeldApp.PAR, "request=" + app.signed(request()), null)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void coreSection3121TheScopeIsInTheObject() {
        assertThat(sentInFragment(asked(app.signed(request().claim("scope", null))))
                        .text("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void aPlainAppMayDoAllOfThis() throws JOSEException {
        HeldApp plain = HeldApp.of(provider, "ada", "none", "");

        Shown page = browser.get("/oauth2/authorize?" + Asking.query(plain.client));
        assertThat(sent(allow(browser, page)).text("code")).isNotEmpty();
    }
}
