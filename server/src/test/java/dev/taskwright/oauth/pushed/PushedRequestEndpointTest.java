package dev.taskwright.oauth.pushed;

import static dev.taskwright.oauth.authorize.Asking.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.requests.AuthorizeParameters;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.platform.http.QueryText;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9126, 2 and 3, through the whole routing. */
class PushedRequestEndpointTest {
    private static final String PATH = "/oauth2/par";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp app = provider.webApp(ada);
    private final Client client = app.client();
    private final Browser itself = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    private Shown push(String... changes) {
        return itself.postRaw(PATH, query(client, changes) + "&client_secret=" + app.secret());
    }

    private static Map<?, ?> json(Shown shown) {
        return (Map<?, ?>) Json.parse(shown.body());
    }

    private PushedRequest filed(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        String requestUri = String.valueOf(json(shown).get("request_uri"));
        return provider.pushed.find(client, requestUri).orElseThrow();
    }

    private int rows() {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM pushed_request")
                        .mapTo(Integer.class)
                        .one());
    }

    private void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(json(shown).get("error")).as(shown.body()).isEqualTo(error);
        assertThat(String.valueOf(json(shown).get("error_description"))).isNotEmpty();
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/connect/par"})
    void section22TheRequestGetsAnAddressForAShortTime(String path) {
        Shown shown = itself.postRaw(path, query(client) + "&client_secret=" + app.secret());

        assertThat(shown.status()).isEqualTo(201);
        assertThat(shown.header("Content-Type")).isEqualTo("application/json");
        assertThat(shown.header("Cache-Control")).contains("no-store");
        assertThat(json(shown).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("request_uri", "expires_in");
        assertThat(json(shown).get("expires_in")).isEqualTo(60L);
        assertThat(String.valueOf(json(shown).get("request_uri")))
                .matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
    }

    /** The database neither says where it is nor who has proven what. */
    @Test
    void whatIsKeptGivesNothingAway() {
        Shown shown = push();

        PushedRequest request = filed(shown);
        String requestUri = String.valueOf(json(shown).get("request_uri"));
        assertThat(request.digest()).isEqualTo(Digests.sha256Base64Url(requestUri));
        assertThat(request.parameters()).contains("state=").doesNotContain("client_secret", app.secret());
    }

    @Test
    void section21WhoPushesProvesWhoItIs() {
        assertRefused(itself.postRaw(PATH, query(client)), 401, "invalid_client");
        assertRefused(itself.postRaw(PATH, query(client) + "&client_secret=wrong"), 401, "invalid_client");
        assertRefused(itself.postRaw(PATH, "response_type=code"), 401, "invalid_client");
    }

    @Test
    void section21ClientIdMayBeLeftToTheHeader() {
        String basic = java.util.Base64.getEncoder()
                .encodeToString((client.id() + ":" + app.secret()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Browser withHeader = provider.browser().with("Authorization", "Basic " + basic);

        assertThat(filed(withHeader.postRaw(PATH, query(client, "client_id", "")))
                        .authorizeParameters()
                        .find("client_id"))
                .contains(client.id().value());
        Shown another = withHeader.postRaw(PATH, query(client, "client_id", "another"));
        assertThat(another.status()).isEqualTo(400);
        assertThat(rows()).isEqualTo(1);
    }

    /** 2: the assertion may be meant for this endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/oauth2/par", "/connect/par", "/oauth2/token"})
    void section2AnAssertionMayNameThisEndpoint(String audience) throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Client signing = provider.apps
                .add(
                        People.OPERATOR,
                        ada.handle(),
                        Map.of(
                                "client_name",
                                "Signer",
                                "redirect_uris",
                                List.of(Provider.CALLBACK),
                                "token_endpoint_auth_method",
                                "private_key_jwt",
                                "jwks",
                                new JWKSet(key.toPublicJWK()).toJSONObject()))
                .client();
        String id = signing.id().value();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer(id)
                        .subject(id)
                        .audience(Provider.ISSUER + audience)
                        .jwtID("once")
                        .expirationTime(Date.from(provider.clock.instant().plusSeconds(60)))
                        .build());
        assertion.sign(new ECDSASigner(key));
        String form = query(signing, "scope", "openid")
                + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                + assertion.serialize();

        assertThat(itself.postRaw(PATH, form).status()).isEqualTo(201);
        assertThat(itself.postRaw(PATH, form).status()).as("used before").isEqualTo(401);
    }

    @Test
    void section21APublicAppPushesWithoutASecretAndStillNeedsPkce() {
        Client tool = provider.app(ada, "native", "http://127.0.0.1/cb").client();
        String[] there = {"redirect_uri", "http://127.0.0.1:7777/cb"};

        assertRefused(itself.postRaw(PATH, query(tool, there)), 400, "invalid_request");
        String challenge =
                "&code_challenge_method=S256&code_challenge=" + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assertThat(itself.postRaw(PATH, query(tool, there) + challenge).status())
                .isEqualTo(201);
    }

    @Test
    void section21ARequestUriCannotBePushed() {
        assertRefused(push("request_uri", "https://app.example/request.jwt"), 400, "invalid_request");
        String earlier = "urn:ietf:params:oauth:request_uri:" + "x".repeat(43);
        assertRefused(push("request_uri", earlier), 400, "invalid_request");
    }

    /** 2.3: as the authorization endpoint would, and nothing is kept. */
    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://evil.example/, invalid_request",
        "redirect_uri, '', invalid_request",
        "response_type, '', invalid_request",
        "response_type, magic, unsupported_response_type",
        "response_type, token, unauthorized_client",
        "response_mode, pigeon, invalid_request",
        "scope, admin, invalid_scope",
        "prompt, none login, invalid_request",
        "max_age, soon, invalid_request",
        "code_challenge, short, invalid_request",
        "claims, [], invalid_request",
        "registration, {}, registration_not_supported",
        "id_token_hint, x, invalid_request",
        "request, x, invalid_request_object"
    })
    void section23WhatIsWrongIsSaidAtOnce(String name, String value, String error) {
        assertRefused(push(name, value), 400, error);
    }

    @Test
    void section23ARepeatedParameterIsRefused() {
        Shown shown = itself.postRaw(PATH, query(client) + "&state=again&client_secret=" + app.secret());

        assertRefused(shown, 400, "invalid_request");
    }

    @Test
    void section23AnotherMethodAndTooMuchAreRefused() {
        assertThat(itself.get(PATH).status()).isEqualTo(405);
        assertRefused(push("state", "s".repeat(70_000)), 413, "invalid_request");
    }

    /** 3: an object may be pushed, and then nothing beside it counts. */
    @Test
    void section3OnlyWhatAPushedObjectSaysCounts() {
        String object = new com.nimbusds.jwt.PlainJWT(new JWTClaimsSet.Builder()
                        .claim("client_id", client.id().value())
                        .claim("response_type", "code")
                        .claim("redirect_uri", Provider.CALLBACK)
                        .claim("scope", "openid")
                        .claim("state", "inside")
                        .build())
                .serialize();

        AuthorizeParameters counting = filed(push("request", object, "prompt", "consent", "nonce", "beside"))
                .authorizeParameters();

        assertThat(counting.find("state")).contains("inside");
        assertThat(counting.find("scope")).contains("openid");
        assertThat(counting.find("prompt")).isEmpty();
        assertThat(counting.find("nonce")).isEmpty();
        assertThat(counting.find("request")).isEmpty();
    }

    @Test
    void section3AnObjectOfAnotherAppIsRefused() {
        String object = new com.nimbusds.jwt.PlainJWT(
                        new JWTClaimsSet.Builder().claim("client_id", "other").build())
                .serialize();

        assertRefused(push("request", object), 400, "invalid_request_object");
    }

    @Test
    void section5DiscoveryNamesTheEndpoint() {
        Map<?, ?> facts = json(itself.get("/.well-known/oauth-authorization-server"));

        assertThat(facts.get("pushed_authorization_request_endpoint")).isEqualTo(Provider.ISSUER + PATH);
        assertThat(facts.get("require_pushed_authorization_requests")).isEqualTo(false);
    }

    /** Nobody fills the table: neither one app nor one address. */
    @Test
    void whatOneAppOrOneAddressHasOnFileIsBounded() {
        PushedRequestStore store = new PushedRequestStore();
        Client other = provider.app(ada, "web", "https://other.example/cb").client();
        Instant end = provider.clock.instant().plusSeconds(60);

        assertThat(List.of("a", "b", "c").stream()
                        .map(digest -> insert(store, new PushedRequest(digest, client.id(), "", digest, end))))
                .containsExactly(true, true, false);
        assertThat(List.of("d", "e", "f").stream()
                        .map(digest -> insert(store, new PushedRequest(digest, other.id(), "", "a", end))))
                .containsExactly(true, false, false);
    }

    private boolean insert(PushedRequestStore store, PushedRequest request) {
        return data.db().write(tx -> store.insert(tx, request, 2));
    }

    @Test
    void whatNobodyCameWithGoesAfterItsTime() {
        push();

        provider.clock.advance(PushedRequests.LIFETIME.minus(Duration.ofSeconds(1)));
        assertThat(provider.pushed.forgetExpired()).isZero();
        provider.clock.advance(Duration.ofSeconds(1));
        assertThat(provider.pushed.forgetExpired()).isEqualTo(1);
        assertThat(rows()).isZero();
    }

    /** Read back exactly as it was pushed, whatever the characters. */
    @Test
    void theParametersComeBackAsTheyWere() {
        String odd = "ä &=+%25\uD83D\uDE00";

        AuthorizeParameters kept = filed(push("state", odd)).authorizeParameters();

        assertThat(kept.find("state")).contains(odd);
        assertThat(kept.encoded()).isEqualTo(new AuthorizeParameters(QueryText.parse(kept.encoded())).encoded());
    }
}
