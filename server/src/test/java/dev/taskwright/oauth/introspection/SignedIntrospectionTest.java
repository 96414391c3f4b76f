package dev.taskwright.oauth.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers about tokens in a JWT; sections are of RFC 9701. */
class SignedIntrospectionTest {
    private static final String MEDIA_TYPE = "application/token-introspection+jwt";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser machine = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    private KeyedApp app(Map<String, ?> members) {
        return KeyedApp.of(provider, ada, members);
    }

    private String token(KeyedApp app) {
        String code = provider.code(ada, app.client, "openid api1", null);
        return provider.tokens
                .issue(app.client, provider.rights(provider.redeem(app.client, code, null)))
                .accessToken();
    }

    private Shown ask(KeyedApp app, String token, String accept) {
        Browser browser = provider.browser().with("Accept", accept);
        return browser.postRaw("/oauth2/introspect", app.form("token", token));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> about(JWTClaimsSet claims) {
        return (Map<String, Object>) claims.getClaim("token_introspection");
    }

    @Test
    void section5TheAnswerIsSignedForWhoAsks() throws ParseException, JOSEException {
        KeyedApp app = app(Map.of());

        Shown shown = ask(app, token(app), MEDIA_TYPE);

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo(MEDIA_TYPE);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        SignedJWT jwt = SignedJWT.parse(shown.body());
        assertThat(jwt.getHeader().getType()).hasToString("token-introspection+jwt");
        assertThat(jwt.getHeader().getAlgorithm()).hasToString("RS256");
        assertThat(jwt.verify(new RSASSAVerifier(JWKSet.parse(provider.keys.published())
                        .getKeyByKeyId(jwt.getHeader().getKeyID())
                        .toRSAKey())))
                .isTrue();
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getClaims().keySet()).containsExactlyInAnyOrder("iss", "aud", "iat", "token_introspection");
        assertThat(claims.getIssuer()).isEqualTo(Provider.ISSUER);
        assertThat(claims.getAudience()).containsExactly(app.client.id().value());
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(provider.clock.instant()));
        assertThat(about(claims))
                .containsEntry("active", true)
                .containsEntry("scope", "openid api1")
                .containsEntry("username", "ada");
    }

    @Test
    void section5OfATokenThatIsNotItsToKnowItSaysOnlyThat() throws ParseException {
        KeyedApp stranger = app(Map.of());

        SignedJWT jwt =
                SignedJWT.parse(ask(stranger, token(app(Map.of())), MEDIA_TYPE).body());

        assertThat(about(jwt.getJWTClaimsSet())).isEqualTo(Map.of("active", false));
    }

    @Test
    void section6SignedAndEncryptedAsRegistered() throws ParseException, JOSEException {
        KeyedApp signed = app(Map.of("introspection_signed_response_alg", "ES256"));
        assertThat(SignedJWT.parse(ask(signed, token(signed), MEDIA_TYPE).body())
                        .getHeader()
                        .getAlgorithm())
                .hasToString("ES256");
        KeyedApp secret = app(Map.of(
                "introspection_encrypted_response_alg", "ECDH-ES", "introspection_encrypted_response_enc", "A256GCM"));

        EncryptedJWT sealed =
                EncryptedJWT.parse(ask(secret, token(secret), MEDIA_TYPE).body());

        sealed.decrypt(new ECDHDecrypter(secret.key));
        SignedJWT inside = SignedJWT.parse(sealed.getPayload().toString());
        assertThat(inside.getHeader().getType()).hasToString("token-introspection+jwt");
        assertThat(about(inside.getJWTClaimsSet())).containsEntry("active", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html, " + MEDIA_TYPE + ";q=0.9", "Application/Token-Introspection+JWT"})
    void section4ItIsAskedForByName(String accept) {
        KeyedApp app = app(Map.of());

        assertThat(ask(app, token(app), accept).header("Content-Type")).isEqualTo(MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/*", "application/jwt"})
    void section4WhoTakesAnythingGetsJson(String accept) {
        KeyedApp app = app(Map.of());

        Shown shown = ask(app, token(app), accept);

        assertThat(shown.header("Content-Type")).isEqualTo("application/json");
        assertThat(KeyedApp.json(shown)).containsEntry("active", true);
    }

    /** Such an answer must pass for no token of this server. */
    @Test
    void section81TheAnswerIsNoToken() {
        KeyedApp app = app(Map.of());
        String answer = ask(app, token(app), MEDIA_TYPE).body();

        assertThat(provider.accessTokens.find(answer)).isEmpty();
        assertThat(provider.idTokens.read(answer)).isEmpty();
        assertThat(machine.with("Authorization", "Bearer " + answer)
                        .get("/oauth2/userinfo")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void section4WhoProvesNothingGetsAnErrorInJson() {
        Browser browser = provider.browser().with("Accept", MEDIA_TYPE);

        Shown refused = browser.postRaw("/oauth2/introspect", "token=x&client_id=nobody");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void section7DiscoverySaysHow() {
        assertThat(KeyedApp.json(machine.get("/.well-known/openid-configuration")))
                .containsKeys(
                        "introspection_signing_alg_values_supported",
                        "introspection_encryption_alg_values_supported",
                        "introspection_encryption_enc_values_supported")
                .extractingByKey("introspection_signing_alg_values_supported")
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsAll(List.of("RS256", "PS256", "ES256"));
    }
}
