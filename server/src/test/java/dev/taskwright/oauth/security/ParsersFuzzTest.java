package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.DpopKey;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is sent, the server answers, says whose fault it is, and goes on: every parser of the protocol, behind the
 * routing of the whole server. The seed is in each failure; {@code ./taskwright test --seed N} repeats it.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ParsersFuzzTest {
    private static final int TRIES = Effort.count(250, 20_000);
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final List<String> LEAVES_OF_A_KEY =
            List.of("\"1\"", "\"\"", "\"é\"", "null", "1", "[]", "{}", "true");

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final Nonsense nonsense = new Nonsense(Effort.random());
    private final User ada = server.person("ada");
    private final Browser person = server.browserOf(ada);
    private final RelyingApp app = RelyingApp.of(server, ada, Map.of());

    @AfterEach
    void close() {
        data.close();
    }

    /** Tries it often; no answer is our fault, none is without words, and the next right request is answered rightly. */
    private void often(Function<Integer, Shown> attempt) {
        for (int i = 0; i < TRIES; i++) {
            Shown shown = attempt.apply(i);
            assertThat(shown.status())
                    .as("try %d of seed %d: %s", i, Effort.seed(), shown.body())
                    .isBetween(200, 499);
            boolean isRouted = !shown.header("X-Request-Id").isEmpty(); // else it was refused below, see FrontDoorTest
            if (shown.status() >= 400 && isRouted) {
                assertThat(shown.body() + shown.header("WWW-Authenticate"))
                        .as("try %d of seed %d", i, Effort.seed())
                        .isNotEmpty();
            }
        }
        assertThat(server.browser().get("/.well-known/openid-configuration").status())
                .isEqualTo(200);
    }

    @Test
    void noFormBreaksAnEndpoint() {
        List<String> paths = List.of(
                "/oauth2/token",
                "/oauth2/par",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/device_authorization",
                "/oauth2/userinfo",
                "/oauth2/authorize",
                "/oauth2/logout",
                "/sign-in",
                "/device");
        Map<String, String> right = app.credentials();
        right.putAll(
                Map.of("grant_type", "authorization_code", "code", "x".repeat(43), "token", "y", "scope", "openid"));
        String form = RelyingApp.encoded(right);
        often(i -> server.browser().postRaw(nonsense.any(paths), nonsense.changed(form)));
    }

    @Test
    void noQueryBreaksAnEndpoint() {
        List<String> paths = List.of(
                "/oauth2/authorize",
                "/connect/authorize",
                "/oauth2/authorize/continue",
                "/oauth2/logout",
                "/sign-in",
                "/device",
                "/oauth2/userinfo");
        String right = app.query("prompt", "consent", "max_age", "10", "ui_locales", "de en", "acr_values", "a");
        often(i -> person.get(nonsense.any(paths) + "?" + Nonsense.printable(nonsense.changed(right))));
    }

    @Test
    void noAuthorizationHeaderBreaksAnEndpoint() {
        String pair = app.id() + ":" + app.added.secret();
        String bearer = String.valueOf(app.tokens(person).get("access_token"));
        often(i -> {
            byte[] bytes = nonsense.changed(pair).getBytes(StandardCharsets.UTF_8);
            String basic = "Basic " + Base64.getEncoder().encodeToString(bytes);
            String header = i % 3 == 0
                    ? "Bearer " + Nonsense.printable(nonsense.jwt(bearer))
                    : i % 3 == 1 ? basic : Nonsense.printable(nonsense.changed(basic));
            Browser browser = server.browser().with("Authorization", header.isEmpty() ? "x" : header);
            return switch (i % 4) {
                case 0 -> browser.get("/oauth2/userinfo");
                case 1 -> browser.get("/api/v1/workspaces");
                case 2 -> browser.get("/oauth2/register/" + app.id());
                default -> browser.postRaw("/oauth2/token", "grant_type=client_credentials");
            };
        });
    }

    @Test
    void noDpopProofBreaksAnEndpoint() {
        String right = new DpopKey(server.clock).proof("POST", Provider.ISSUER + "/oauth2/token", null);
        String form = RelyingApp.encoded(app.credentials()) + "&grant_type=client_credentials";
        String bearer = String.valueOf(app.tokens(person).get("access_token"));
        often(i -> {
            String proof = Nonsense.printable(i % 2 == 0 ? nonsense.jwt(right) : nonsense.changed(right));
            Browser browser = server.browser().with("DPoP", proof.isEmpty() ? "x" : proof);
            return switch (i % 3) {
                case 0 -> browser.postRaw("/oauth2/token", form);
                case 1 -> browser.with("Authorization", "DPoP " + bearer).get("/oauth2/userinfo");
                default -> browser.with("Authorization", "DPoP " + bearer).get("/api/v1/workspaces");
            };
        });
    }

    /** Changed on the way, and signed rightly by an app that writes nonsense. */
    @Test
    void noAssertionBreaksTheTokenEndpoint() {
        RelyingApp signing = RelyingApp.of(server, ada, Map.of("token_endpoint_auth_method", "client_secret_jwt"));
        String claims = ("{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"http://localhost:8080\",\"jti\":\"%2$s\","
                        + "\"exp\":%3$d,\"iat\":%3$d}")
                .formatted(signing.id(), "j", server.clock.instant().getEpochSecond());
        String right = signed(claims, signing);
        often(i -> {
            String assertion = i % 2 == 0 ? nonsense.jwt(right) : signed(nonsense.changed(claims), signing);
            return server.browser()
                    .postRaw(
                            "/oauth2/token",
                            RelyingApp.encoded(Map.of(
                                    "grant_type",
                                    "client_credentials",
                                    "client_assertion_type",
                                    ASSERTION_TYPE,
                                    "client_assertion",
                                    assertion)));
        });
    }

    private static String signed(String claims, RelyingApp by) {
        try {
            JWSObject object = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
            object.sign(new MACSigner(String.valueOf(by.added.secret())));
            return object.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noRequestObjectAndNoHintBreaksAuthorizeOrLogout() {
        RelyingApp asking = RelyingApp.of(server, ada, Map.of("request_object_signing_alg", "HS256"));
        String claims =
                "{\"iss\":\"%s\",\"aud\":\"http://localhost:8080\",\"scope\":\"openid\",\"claims\":{},\"max_age\":5}"
                        .formatted(asking.id());
        String object = signed(claims, asking);
        String hint = String.valueOf(app.tokens(person).get("id_token"));
        often(i -> switch (i % 4) {
            case 0 -> person.get(asking.request("request", nonsense.jwt(object)));
            case 1 -> person.get(asking.request("request", signed(nonsense.json(), asking)));
            case 2 -> person.get(app.request("id_token_hint", nonsense.jwt(hint), "prompt", "none"));
            default -> person.get("/oauth2/logout?id_token_hint=" + RelyingApp.encode(nonsense.jwt(hint)));
        });
    }

    @Test
    void noPushedRequestBreaksItsEndpointOrTheNext() {
        String right = app.query("prompt", "none", "resource", "http://localhost:8080/api/v1", "response_mode", "jwt")
                + "&client_secret=" + app.added.secret();
        Map<String, Object> pushed = RelyingApp.json(app.itself.postRaw("/oauth2/par", right));
        String address = "request_uri=" + pushed.get("request_uri") + "&client_id=" + app.id();
        Map<String, String> credentials = app.credentials();
        often(i -> switch (i % 4) {
            case 0 -> server.browser().postRaw("/oauth2/par", nonsense.changed(right));
            case 1 -> {
                Map<String, String> form = new LinkedHashMap<>(credentials);
                form.put("request", nonsense.jwt("eyJhbGciOiJub25lIn0.e30."));
                yield server.browser().postRaw("/oauth2/par", RelyingApp.encoded(form));
            }
            case 2 -> {
                Map<String, String> form = new LinkedHashMap<>(credentials);
                form.put(nonsense.any(List.of("resource", "dpop_jkt", "response_mode")), nonsense.changed(right));
                yield server.browser().postRaw("/oauth2/par", RelyingApp.encoded(form));
            }
            default -> person.get("/oauth2/authorize?" + Nonsense.printable(nonsense.changed(address)));
        });
    }

    @Test
    void noClaimsRequestBreaksAuthorize() {
        String right = "{\"userinfo\":{\"email\":{\"essential\":true},\"name\":null},"
                + "\"id_token\":{\"acr\":{\"values\":[\"urn:a\"]},\"sub\":{\"value\":\"1\"}}}";
        often(i -> person.get(
                app.request("claims", i % 2 == 0 ? nonsense.changed(right) : nonsense.json(), "prompt", "none")));
    }

    /** Keys that were taken are used: a proof under them is checked, whatever they are. */
    @Test
    void noKeySetBreaksRegistrationOrWhatFollows() {
        String right = "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"use\":\"sig\","
                + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}";
        String head = Nonsense.encoded("{\"alg\":\"ES256\",\"kid\":\"1\"}");
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            String keys = switch (i % 4) {
                case 0 -> "{\"keys\":[" + nonsense.json() + "]}";
                case 1 -> right.replace("\"1\"", nonsense.any(LEAVES_OF_A_KEY));
                default -> nonsense.changed(right);
            };
            Map<String, Object> members = new LinkedHashMap<>();
            try {
                members.put("jwks", Json.parse(keys));
            } catch (IllegalArgumentException | ProblemException notJson) {
                continue;
            }
            members.put("token_endpoint_auth_method", "private_key_jwt");
            try {
                RelyingApp made = RelyingApp.of(server, ada, members);
                taken++;
                String claims = Nonsense.encoded("{\"iss\":\"" + made.id() + "\",\"sub\":\"" + made.id() + "\"}");
                Shown shown = server.browser()
                        .postRaw(
                                "/oauth2/token",
                                RelyingApp.encoded(Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_assertion_type",
                                        ASSERTION_TYPE,
                                        "client_assertion",
                                        head + "." + claims + "." + Nonsense.encoded("x".repeat(64)))));
                assertThat(shown.status())
                        .as("try %d of seed %d: %s", i, Effort.seed(), keys)
                        .isEqualTo(401);
                server.house.oauth().apps().delete(House.OPERATOR, made.id());
            } catch (ProblemException refused) {
                assertThat(refused.problem().message()).isNotEmpty();
            }
        }
        assertThat(taken).as("some key sets are good").isPositive();
    }

    /** Nobody is ever sent anywhere but to an address of the app, and what can be registered can be asked for. */
    @Test
    void noRedirectUriLeadsAstray() {
        List<String> registered = List.of(
                WholeServer.CALLBACK,
                "https://app.example:8443/cb?a=b",
                "http://127.0.0.1:3000/cb",
                "com.example.app:/cb");
        RelyingApp installed =
                RelyingApp.of(server, ada, Map.of("application_type", "native", "redirect_uris", registered));
        often(i -> {
            String address = nonsense.changed(nonsense.any(registered));
            Shown shown = person.get(installed.request("redirect_uri", address, "prompt", "none"));
            assertThat(shown.location())
                    .as("try %d of seed %d: %s", i, Effort.seed(), address)
                    .matches("|https://app\\.example/callback[?].*|https://app\\.example:8443/cb[?]a=b&.*"
                            + "|http://127\\.0\\.0\\.1(:[0-9]+)?/cb[?].*|com\\.example\\.app:/cb[?].*");
            return shown;
        });
    }
}
