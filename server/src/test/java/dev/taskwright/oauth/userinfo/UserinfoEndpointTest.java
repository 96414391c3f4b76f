package dev.taskwright.oauth.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core, 5.3; RFC 6750, 2 and 3. */
@EachDatabase
class UserinfoEndpointTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final Browser app;

    UserinfoEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        app = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String token(String scopes) {
        return provider.tokens
                .issue(client, provider.rights(provider.redeem(client, provider.code(ada, client, scopes, null), null)))
                .accessToken();
    }

    private Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", ada.id().toString());
        claims.put("userid", ada.id().toString());
        claims.put("email", "ada@example.org");
        claims.put("email_verified", false);
        claims.put("name", "The ada");
        claims.put("fullname", "The ada");
        claims.put("preferred_username", "ada");
        claims.put("updated_at", provider.clock.instant().getEpochSecond());
        return claims;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/userinfo", "/connect/userinfo"})
    void theClaimsFollowTheScopesOnBothPathsWithGetAndPost(String path) {
        String token = token("openid email profile api1");
        app.with("Authorization", "bearer " + token);
        Shown got = app.get(path);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Json.parse(got.body())).isEqualTo(all());
        assertThat(app.postRaw(path, "").body()).isEqualTo(got.body());

        app.with("Authorization", "");
        assertThat(app.postRaw(path, "access_token=" + token).body()).isEqualTo(got.body());
    }

    @Test
    void withoutEmailAndProfileOnlyTheNumberIsTold() {
        app.with("Authorization", "Bearer " + token("openid"));

        assertThat(Json.parse(app.get("/oauth2/userinfo").body()))
                .isEqualTo(Map.of("sub", ada.id().toString(), "userid", ada.id().toString()));
    }

    /** RFC 6750, 3.1. */
    @Test
    void withoutATokenTheAnswerOnlySaysHowToPresentOne() {
        Shown shown = app.get("/oauth2/userinfo");

        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"taskwright\"");
        assertThat(app.get("/oauth2/userinfo?access_token=" + token("openid")).status())
                .as("never in the query")
                .isEqualTo(401);
    }

    @Test
    void aTokenThatDoesNotHoldIsRefused() {
        String token = token("openid");
        assertInvalid("x");
        assertInvalid(token + "x");
        provider.users.disable(People.OPERATOR, ada.id());
        assertInvalid(token);
        provider.users.enable(People.OPERATOR, ada.id());
        provider.clock.advance(Duration.ofHours(1));
        assertInvalid(token);
    }

    private void assertInvalid(String token) {
        app.with("Authorization", "Bearer " + token);
        Shown shown = app.get("/oauth2/userinfo");
        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void withoutOpenidTheScopeIsInsufficient() {
        app.with("Authorization", "Bearer " + token("api1"));

        Shown shown = app.get("/oauth2/userinfo");

        assertThat(shown.status()).isEqualTo(403);
        assertThat(shown.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"openid\"");
    }

    @Test
    void twoTokensInOneRequestAreRefused() {
        String token = token("openid");
        app.with("Authorization", "Bearer " + token);

        assertThat(app.postRaw("/oauth2/userinfo", "access_token=" + token).status())
                .isEqualTo(400);
        app.with("Authorization", "");
        assertThat(app.postRaw("/oauth2/userinfo", "access_token=a&access_token=b")
                        .status())
                .isEqualTo(400);
        assertThat(app.postRaw("/oauth2/userinfo", "access_token=%zz").status()).isEqualTo(400);
    }

    private String tokenOf(Client to, String claims) {
        String code =
                provider.codeWith(ada, to, "openid", ClaimsRequest.parse(claims).orElseThrow());
        return provider.tokens
                .issue(to, provider.rights(provider.redeem(to, code, null)))
                .accessToken();
    }

    private Shown userinfo(String token) {
        return app.with("Authorization", "Bearer " + token).get("/oauth2/userinfo");
    }

    /** 5.5: by name, without the scope, in a readable token and in an opaque one. */
    @ParameterizedTest
    @ValueSource(strings = {"jwt", "opaque"})
    void section55ClaimsAskedForByNameAreTold(String format) {
        Client asking = provider.describe(client, Map.of("access_token_format", format));
        String token = tokenOf(asking, """
                {"userinfo":{"email":{"essential":true},"website":null,"name":{"value":"Somebody else"},
                  "preferred_username":{"values":["grace","ada"]}},
                 "id_token":{"nickname":null}}""");

        assertThat(Json.parse(userinfo(token).body()))
                .isEqualTo(Map.of(
                        "sub",
                        ada.id().toString(),
                        "userid",
                        ada.id().toString(),
                        "email",
                        "ada@example.org",
                        "preferred_username",
                        "ada"));
    }

    @Test
    void section532ASignedAnswerSaysWhoSpeaksToWhom() throws ParseException {
        provider.describe(client, Map.of("userinfo_signed_response_alg", "ES256"));

        Shown shown = userinfo(tokenOf(client, "{}"));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("application/jwt");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(SignedJWT.parse(shown.body()).getHeader().getAlgorithm().getName())
                .isEqualTo("ES256");
        assertThat(provider.keys.verify(shown.body(), "JWT"))
                .contains(Map.of(
                        "iss", Provider.ISSUER,
                        "aud", client.id().value(),
                        "sub", ada.id().toString(),
                        "userid", ada.id().toString()));
    }

    @Test
    void section532AnEncryptedAnswerIsForTheAppAlone() throws JOSEException, ParseException {
        RSAKey key = new RSAKeyGenerator(2_048).keyID("app").generate();
        Object jwks = Json.parse(new JWKSet(key).toPublicJWKSet().toString());
        provider.describe(client, Map.of("userinfo_encrypted_response_alg", "RSA-OAEP-256", "jwks", jwks));

        Shown shown = userinfo(tokenOf(client, "{}"));

        assertThat(shown.header("Content-Type")).isEqualTo("application/jwt");
        JWEObject jwe = JWEObject.parse(shown.body());
        jwe.decrypt(new RSADecrypter(key));
        assertThat(jwe.getPayload().toJSONObject())
                .containsEntry("sub", ada.id().toString())
                .containsEntry("iss", Provider.ISSUER);
    }

    @Test
    void section102WithoutAKeyTheErrorSaysSo() {
        provider.describe(client, Map.of("userinfo_encrypted_response_alg", "RSA-OAEP-256"));

        Shown shown = userinfo(tokenOf(client, "{}"));

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body()).contains("unauthorized_client", "no key");
    }

    @Test
    void section81APairwiseAppLearnsItsOwnSubjectAndNoNumber() {
        Client pairwise = provider.describe(client, Map.of("subject_type", "pairwise"));

        assertThat(Json.parse(userinfo(tokenOf(pairwise, "{}")).body()))
                .isEqualTo(Map.of("sub", provider.subjects.of(pairwise, ada.id())));
    }

    /** 5.3: a token that stands for nobody. */
    @Test
    void anAppsOwnTokenIsRefused() {
        Client machine = provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp("ada", "Robot", "machine", List.of(), "openid", "openid", List.of(), List.of()))
                .client();

        assertInvalid(provider.tokens
                .issueToApp(machine, ScopeSet.stored("openid"), Bounds.NONE)
                .accessToken());
    }
}
