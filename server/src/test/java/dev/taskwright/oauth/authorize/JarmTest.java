package dev.taskwright.oauth.authorize;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.decide;
import static dev.taskwright.oauth.authorize.Asking.posted;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static dev.taskwright.oauth.authorize.Asking.sentInFragment;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JWT Secured Authorization Response Mode for OAuth 2.0 (JARM), through the whole routing. */
class JarmTest {
    private static final ECKey KEY = generated();

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser browser = provider.browserOf(ada);
    private final Client client = app(Map.of());

    @AfterEach
    void close() {
        data.close();
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Client app(Map<String, ?> members) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "client_name",
                "Quill",
                "redirect_uris",
                List.of(Provider.CALLBACK),
                "grant_types",
                List.of("authorization_code", "implicit"),
                "response_types",
                List.of("code", "code id_token", "none"),
                "scope",
                "openid api1",
                "jwks",
                new JWKSet(KEY.toPublicJWK()).toJSONObject()));
        metadata.putAll(members);
        return provider.apps.add(People.OPERATOR, ada.handle(), metadata).client();
    }

    private Shown allowed(Client app, String... changes) {
        Shown shown = browser.get(Asking.request(app, changes));
        return shown.status() == 200 && shown.body().contains("name=\"person\"") ? allow(browser, shown) : shown;
    }

    /** What the JWT says, after its signature was verified with a published key. */
    private JWTClaimsSet verified(String response) {
        try {
            SignedJWT jwt = SignedJWT.parse(response);
            JWK key = JWKSet.parse(provider.browser().get("/oauth2/jwks").body())
                    .getKeyByKeyId(jwt.getHeader().getKeyID());
            assertThat(
                            key instanceof ECKey ec
                                    ? jwt.verify(new ECDSAVerifier(ec))
                                    : jwt.verify(new RSASSAVerifier(key.toRSAKey())))
                    .isTrue();
            return jwt.getJWTClaimsSet();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(response, e);
        }
    }

    private JWTClaimsSet only(Fields answer) {
        assertThat(answer.names()).containsExactly("response");
        return verified(answer.text("response"));
    }

    @Test
    void section21TheAnswerIsAJwtForThisAppAndATimeOnly() {
        JWTClaimsSet claims = only(sent(allowed(client, "response_mode", "query.jwt")));

        assertThat(claims.getIssuer()).isEqualTo(Provider.ISSUER);
        assertThat(claims.getAudience()).containsExactly(client.id().value());
        assertThat(Duration.between(
                        provider.clock.instant(), claims.getExpirationTime().toInstant()))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(claims.getClaim("state")).isEqualTo(Asking.STATE);
        assertThat(claims.getClaims()).containsKey("session_state");
        String code = String.valueOf(claims.getClaim("code"));
        assertThat(provider.rights(provider.redeem(client, code, null)).scopes())
                .hasToString("openid api1");
    }

    @Test
    void section23EveryModeIsServed() {
        assertThat(only(sentInFragment(allowed(client, "response_mode", "fragment.jwt")))
                        .getClaim("code"))
                .isNotNull();
        assertThat(only(posted(allowed(client, "response_mode", "form_post.jwt")))
                        .getClaim("code"))
                .isNotNull();
        JWTClaimsSet hybrid = only(sentInFragment(
                allowed(client, "response_mode", "jwt", "response_type", "code id_token", "nonce", "n")));
        assertThat(hybrid.getClaims()).containsKeys("code", "id_token");
        assertThat(only(sent(allowed(client, "response_mode", "jwt"))).getClaim("code"))
                .isNotNull();
        assertThat(only(sent(allowed(client, "response_mode", "jwt", "response_type", "none")))
                        .getClaims())
                .containsKey("state")
                .doesNotContainKeys("code", "error");
    }

    /** 2.2: errors too, whoever made them. */
    @Test
    void section22ErrorsAreSignedToo() {
        JWTClaimsSet wrong = only(sent(browser.get(Asking.request(client, "response_mode", "jwt", "scope", "admin"))));
        Shown page = browser.get(Asking.request(client, "response_mode", "form_post.jwt"));
        JWTClaimsSet denied = only(posted(decide(browser, page, "deny")));

        assertThat(wrong.getClaim("error")).isEqualTo("invalid_scope");
        assertThat(wrong.getClaim("state")).isEqualTo(Asking.STATE);
        assertThat(wrong.getIssuer()).isEqualTo(Provider.ISSUER);
        assertThat(denied.getClaim("error")).isEqualTo("access_denied");
    }

    /** 3: authorization_signed_response_alg. */
    @Test
    void section3ItIsSignedAsTheAppRegistered() throws ParseException {
        Client es256 = app(Map.of("authorization_signed_response_alg", "ES256"));

        String usual = sent(allowed(client, "response_mode", "jwt")).text("response");
        String other = sent(allowed(es256, "response_mode", "jwt")).text("response");

        assertThat(SignedJWT.parse(usual).getHeader().getAlgorithm()).hasToString("RS256");
        assertThat(SignedJWT.parse(other).getHeader().getAlgorithm()).hasToString("ES256");
        assertThat(verified(other).getClaims()).containsKey("code");
    }

    /** 3: authorization_encrypted_response_alg and _enc. */
    @Test
    void section3ItIsEncryptedAroundTheSignature() throws ParseException, JOSEException {
        Client sealing = app(Map.of("authorization_encrypted_response_alg", "ECDH-ES"));

        EncryptedJWT jwt = EncryptedJWT.parse(
                sent(allowed(sealing, "response_mode", "jwt")).text("response"));

        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWEAlgorithm.ECDH_ES);
        assertThat(jwt.getHeader().getEncryptionMethod()).isEqualTo(EncryptionMethod.A128CBC_HS256);
        jwt.decrypt(new ECDHDecrypter(KEY));
        assertThat(verified(jwt.getPayload().toString()).getClaims()).containsKey("code");
    }

    /** 2.3.1: in a query tokens are for the app's eyes only. */
    @Test
    void section231TokensStandInAQueryOnlyEncrypted() {
        String[] asked = {"response_mode", "query.jwt", "response_type", "code id_token", "nonce", "n"};
        Client sealing = app(Map.of("authorization_encrypted_response_alg", "ECDH-ES"));

        assertError(sentInFragment(browser.get(Asking.request(client, asked))), "invalid_request");
        assertThat(sent(allowed(sealing, asked)).names()).containsExactly("response");
    }

    @Test
    void whereACodeIsCopiedByHandThereIsNoJwt() {
        Client tool = provider.app(ada, "native", RedirectUri.OUT_OF_BAND).client();
        Shown shown = provider.browserOf(ada)
                .get(Asking.request(
                        tool,
                        "redirect_uri",
                        RedirectUri.OUT_OF_BAND,
                        "response_mode",
                        "jwt",
                        "code_challenge_method",
                        "S256",
                        "code_challenge",
                        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));

        assertThat(shown.body()).contains("not for copying by hand").doesNotContain("id=\"code\"");
    }

    /** An app whose keys cannot be had is not answered in clear. */
    @Test
    void whatCannotBeEncryptedIsNotSent() {
        Client keyless = provider.describe(
                client, Map.of("authorization_encrypted_response_alg", "RSA-OAEP", "jwks", Map.of("keys", List.of())));

        Shown shown = browser.get(Asking.request(keyless, "response_mode", "jwt", "scope", "admin"));

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.location()).isEmpty();
        assertThat(shown.body()).contains("no key that can be used");
    }

    @Test
    void section4DiscoveryStatesTheAlgorithms() {
        Map<?, ?> facts = (Map<?, ?>)
                Json.parse(browser.get("/.well-known/openid-configuration").body());

        assertThat(facts.get("authorization_signing_alg_values_supported"))
                .isEqualTo(facts.get("id_token_signing_alg_values_supported"));
        assertThat(facts.get("authorization_encryption_alg_values_supported"))
                .isEqualTo(facts.get("id_token_encryption_alg_values_supported"));
        assertThat(facts.get("authorization_encryption_enc_values_supported"))
                .isEqualTo(facts.get("id_token_encryption_enc_values_supported"));
    }
}
