package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Assertions, tokens to exchange and requests by backchannel that are nonsense, some of it rightly signed: each is refused
 * in JSON with a word for it, and none opens anything or leaves anything. The seed is in each failure;
 * {@code ./taskwright test --seed N} repeats it.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class GrantsFuzzTest {
    private static final int TRIES = Effort.count(200, 20_000);
    private static final String PROOF = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String CIBA = "urn:openid:params:grant-type:ciba";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final Nonsense nonsense = new Nonsense(Effort.random());
    private final User ada = server.person("ada");
    private final ECKey key = KeyedApp.newKey();
    private final RelyingApp keyed = app(Map.of(
            "token_endpoint_auth_method",
            "private_key_jwt",
            "jwks",
            Map.of("keys", List.of(key.toPublicJWK().toJSONObject()))));
    private final RelyingApp app =
            app(Map.of("jwks", Map.of("keys", List.of(key.toPublicJWK().toJSONObject()))));

    @AfterEach
    void close() {
        data.close();
    }

    private RelyingApp app(Map<String, ?> members) {
        Map<String, Object> all = new LinkedHashMap<>(members);
        all.put("grant_types", List.of("authorization_code", "client_credentials", JWT_BEARER, EXCHANGE, CIBA));
        return RelyingApp.of(server, ada, all);
    }

    private String signed(String claims) {
        try {
            JWSObject object = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), new Payload(claims));
            object.sign(new ECDSASigner(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String claims(RelyingApp by, String subject, String id) {
        long now = server.clock.instant().getEpochSecond();
        return Json.text(Map.of(
                "iss",
                by.id(),
                "sub",
                subject,
                "aud",
                "http://localhost:8080",
                "jti",
                id,
                "exp",
                now + 300,
                "iat",
                now));
    }

    /** Changed on the way, or signed rightly by an app that writes nonsense. */
    private String assertion(int i, RelyingApp by, String subject) {
        return switch (i % 3) {
            case 0 -> nonsense.jwt(signed(claims(by, subject, "a" + i)));
            case 1 -> signed(nonsense.changed(claims(by, subject, "b" + i)));
            default -> signed(nonsense.json());
        };
    }

    /** No answer is our fault, each error has a word. */
    private void often(IntFunction<Shown> attempt) {
        for (int i = 0; i < TRIES; i++) {
            Shown shown = attempt.apply(i);
            assertThat(shown.status())
                    .as("try %d of seed %d: %s", i, Effort.seed(), shown.body())
                    .isBetween(200, 499);
            boolean isRouted = !shown.header("X-Request-Id").isEmpty();
            if (shown.status() >= 400 && isRouted) {
                assertThat(shown.body())
                        .as("try %d of seed %d", i, Effort.seed())
                        .contains("\"error\"");
            }
        }
    }

    private int authorizations() {
        return data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM app_authorization")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void noProofOfAnAppWithAKeyBreaksAnEndpoint() {
        List<String> paths =
                List.of("/oauth2/token", "/oauth2/backchannel_authentication", "/oauth2/introspect", "/connect/ciba");
        often(i -> server.browser()
                .postRaw(
                        nonsense.any(paths),
                        RelyingApp.encoded(Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                PROOF,
                                "client_assertion",
                                assertion(i, keyed, keyed.id())))));
        assertThat(server.browser()
                        .postRaw(
                                "/oauth2/token",
                                RelyingApp.encoded(Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "api1",
                                        "client_assertion_type",
                                        PROOF,
                                        "client_assertion",
                                        signed(claims(keyed, keyed.id(), "right")))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noAssertionAboutAPersonOpensAnything() {
        often(i -> app.post(
                "/oauth2/token",
                "grant_type",
                JWT_BEARER,
                "assertion",
                assertion(i, app, nonsense.any(List.of("ada", "nobody", ada.id().toString(), "-1", "é"))),
                "scope",
                nonsense.any(List.of("api1", "*", "openid", ""))));
        assertThat(authorizations()).isZero();
    }

    @Test
    void noTokenToExchangeBreaksTheTokenEndpoint() {
        String token = String.valueOf(app.tokens(server.browserOf(ada)).get("access_token"));
        int before = authorizations();
        String form = RelyingApp.encoded(Map.of(
                "grant_type",
                EXCHANGE,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "scope",
                "api1",
                "resource",
                "http://localhost:8080/api/v1"));
        String credentials = RelyingApp.encoded(app.credentials());
        often(i -> server.browser()
                .postRaw(
                        "/oauth2/token",
                        credentials + "&" + (i % 2 == 0 ? form : nonsense.changed(form)) + "&subject_token="
                                + RelyingApp.encode(i % 3 == 0 ? token : nonsense.jwt(token)) + "&actor_token="
                                + RelyingApp.encode(i % 5 == 0 ? nonsense.jwt(token) : "")));
        assertThat(authorizations()).isEqualTo(before);
    }

    @Test
    void noRequestByBackchannelBreaksItsEndpoint() {
        String form = RelyingApp.encoded(
                Map.of("scope", "openid", "login_hint", "ada", "binding_message", "Till 4", "requested_expiry", "30"));
        String credentials = RelyingApp.encoded(app.credentials());
        String request = claims(app, "x", "id").replace("{", "{\"scope\":\"openid\",\"login_hint\":\"ada\",");
        often(i -> {
            server.clock.advance(Duration.ofMinutes(2)); // so that wrong guesses are paid for
            return server.browser()
                    .postRaw(
                            "/oauth2/backchannel_authentication",
                            credentials + "&"
                                    + switch (i % 3) {
                                        case 0 -> nonsense.changed(form);
                                        case 1 -> "request=" + RelyingApp.encode(signed(nonsense.changed(request)));
                                        default -> "request=" + RelyingApp.encode(nonsense.jwt(signed(request)));
                                    });
        });
    }
}
