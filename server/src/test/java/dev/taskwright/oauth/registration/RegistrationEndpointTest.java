package dev.taskwright.oauth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientKind;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7591; RFC 7592; OpenID Connect Registration. */
@EachDatabase
class RegistrationEndpointTest {
    private static final String MINIMAL = "{\"redirect_uris\":[\"https://q.example/cb\"]}";

    /** Error, member, metadata. */
    private static final List<String> WRONG = List.of(
            "invalid_redirect_uri|redirect_uris|{}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':[]}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':'https://q.example/cb'}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['http://q.example/cb']}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['https://q.example/cb#here']}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['https://q.example/*']}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['javascript:alert(1)']}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['http://localhost/cb']}",
            "invalid_redirect_uri|redirect_uris|{'redirect_uris':['http://127.0.0.1/cb'],'application_type':'web'}",
            "invalid_client_metadata|application_type|{RU,'application_type':'car'}",
            "invalid_client_metadata|grant_types|{RU,'grant_types':['magic']}",
            "invalid_client_metadata|grant_types|{RU,'grant_types':['authorization_code','client_credentials'],'token_endpoint_auth_method':'none'}",
            "invalid_client_metadata|grant_types|{RU,'grant_types':['authorization_code','password']}",
            "invalid_client_metadata|response_types|{RU,'grant_types':['implicit']}",
            "invalid_client_metadata|response_types|{RU,'grant_types':['authorization_code'],'response_types':['id_token']}",
            "invalid_client_metadata|response_types|{RU,'response_types':['code code']}",
            "invalid_client_metadata|token_endpoint_auth_method|{RU,'token_endpoint_auth_method':'magic'}",
            "invalid_client_metadata|jwks|{RU,'token_endpoint_auth_method':'private_key_jwt'}",
            "invalid_client_metadata|jwks|{RU,'jwks':{'keys':[]},'jwks_uri':'https://q.example/jwks'}",
            "invalid_client_metadata|jwks|{RU,'jwks':[]}",
            "invalid_client_metadata|jwks_uri|{RU,'jwks_uri':'http://q.example/jwks'}",
            "invalid_client_metadata|token_endpoint_auth_signing_alg|{RU,'token_endpoint_auth_signing_alg':'none'}",
            "invalid_client_metadata|id_token_signed_response_alg|{RU,'id_token_signed_response_alg':'none'}",
            "invalid_client_metadata|id_token_encrypted_response_alg|{RU,'id_token_encrypted_response_alg':'RSA1_5'}",
            "invalid_client_metadata|request_object_signing_alg|{RU,'request_object_signing_alg':'HS256','token_endpoint_auth_method':'none'}",
            "invalid_client_metadata|logo_uri|{RU,'logo_uri':'https://other.example/logo.png'}",
            "invalid_client_metadata|policy_uri|{RU,'policy_uri':'https://other.example/policy'}",
            "invalid_client_metadata|tos_uri|{RU,'tos_uri':'javascript:alert(1)'}",
            "invalid_client_metadata|client_uri|{RU,'client_uri':'http://q.example/'}",
            "invalid_client_metadata|initiate_login_uri|{RU,'initiate_login_uri':'http://q.example/start'}",
            "invalid_client_metadata|request_uris|{RU,'request_uris':['ftp://q.example/r']}",
            "invalid_client_metadata|frontchannel_logout_uri|{RU,'frontchannel_logout_uri':'https://other.example/'}",
            "invalid_client_metadata|backchannel_logout_uri|{RU,'backchannel_logout_uri':'http://10.0.0.1/'}",
            "invalid_client_metadata|post_logout_redirect_uris|{RU,'post_logout_redirect_uris':['http://q.example/']}",
            "invalid_client_metadata|default_max_age|{RU,'default_max_age':-1}",
            "invalid_client_metadata|client_name|{RU,'client_name':'Q\u202euill'}",
            "invalid_software_statement|software_statement|{RU,'software_statement':'a.b.c'}");

    private final TestDatabase data;
    private final Provider provider;
    private final Browser app;

    RegistrationEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        app = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** RFC 7591, 3.2.1; OpenID Connect Registration, 3.2. */
    @Test
    void anAppRegistersItselfAndIsToldEverythingThatHolds() throws ParseException {
        Shown shown = app.sendJson("POST", "/oauth2/register", MINIMAL);

        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        OIDCClientInformation told = OIDCClientInformation.parse(JSONObjectUtils.parse(shown.body()));
        assertThat(told.getSecret().getValue()).hasSize(43);
        assertThat(told.getRegistrationURI())
                .hasToString(
                        Provider.ISSUER + "/oauth2/register/" + told.getID().getValue());
        assertThat(told.getMetadata().getTokenEndpointAuthMethod()).hasToString("client_secret_basic");
        assertThat(json(shown))
                .containsEntry("grant_types", List.of("authorization_code"))
                .containsEntry("response_types", List.of("code"))
                .containsEntry("application_type", "web")
                .containsEntry("subject_type", "public")
                .containsEntry("client_name", "q.example")
                .containsEntry("client_secret_expires_at", 0L);
        Client client = provider.clients.find(told.getID().getValue()).orElseThrow();
        assertThat(client.owner()).isNull();
        assertThat(provider.events()).contains("app.registered");
    }

    /** OpenID Connect Registration, 2: what discovery states may be registered, whatever it is. */
    @Test
    void whatDiscoveryStatesMayBeRegistered() throws JOSEException {
        Map<String, Object> facts = json(app.get("/.well-known/openid-configuration"));
        String jwks = new JWKSet(List.of(
                        new RSAKeyGenerator(2_048).generate().toPublicJWK(),
                        new ECKeyGenerator(Curve.P_256).generate().toPublicJWK()))
                .toString();
        Map<String, String> members = Map.of(
                "id_token_signing_alg_values_supported", "id_token_signed_response_alg",
                "id_token_encryption_alg_values_supported", "id_token_encrypted_response_alg",
                "userinfo_signing_alg_values_supported", "userinfo_signed_response_alg",
                "userinfo_encryption_alg_values_supported", "userinfo_encrypted_response_alg",
                "request_object_signing_alg_values_supported", "request_object_signing_alg",
                "token_endpoint_auth_methods_supported", "token_endpoint_auth_method",
                "subject_types_supported", "subject_type",
                "response_types_supported", "response_types");
        members.forEach((fact, member) -> {
            List<?> values = (List<?>) Objects.requireNonNull(facts.get(fact), fact);
            assertThat(values).as(fact).isNotEmpty();
            for (Object value : values) {
                String quoted = member.equals("response_types") ? "[\"" + value + "\"]" : "\"" + value + "\"";
                Shown shown = app.sendJson("POST", "/oauth2/register", """
                        {"redirect_uris":["https://q.example/cb"],"jwks":%s,"%s":%s}""".formatted(jwks, member, quoted));
                assertThat(shown.status()).as(member + quoted + shown.body()).isEqualTo(201);
            }
        });
    }

    @Test
    void theSecretAndTheTokenAreKeptOnlyAsDigests() {
        Map<String, Object> told = register(MINIMAL);

        assertThat(provider.clients.find(id(told)).orElseThrow().toString())
                .doesNotContain(told.get("client_secret").toString());
        assertThat(provider.registrations.managed(id(told), token(told)).id().value())
                .isEqualTo(id(told));
    }

    /** RFC 7591, 2: only the method that was registered; decisions of this server. */
    @Test
    void onlyTheRegisteredMethodIsTaken() {
        Map<String, Object> told = register("""
                {"redirect_uris":["https://q.example/cb"],"token_endpoint_auth_method":"client_secret_post"}""");

        assertThat(tokenAnswer(told, false)).as("post").contains("invalid_grant");
        assertThat(tokenAnswer(told, true)).as("basic").contains("invalid_client");
    }

    /** RFC 8252, 7: agents name only their own machine and nothing else about themselves. */
    @Test
    void whoNamesOnlyLoopbackIsNative() {
        Map<String, Object> told = register("""
                {"redirect_uris":["http://127.0.0.1:3118/callback"],"token_endpoint_auth_method":"none"}""");

        Client client = provider.clients.find(id(told)).orElseThrow();
        assertThat(client.kind()).isEqualTo(ClientKind.NATIVE);
        assertThat(client.isPublic()).isTrue();
        assertThat(told).doesNotContainKey("client_secret").containsEntry("application_type", "native");
    }

    /** RFC 7591, 3.2.2. Each rule has its own test in {@code MetadataRulesTest}. */
    @Test
    void whatIsWrongIsNamed() {
        for (String line : WRONG) {
            String[] wrong = line.split("\\|", 3);
            String json = wrong[2].replace("RU", "'redirect_uris':['https://q.example/cb']")
                    .replace('\'', '"');

            Shown shown = app.sendJson("POST", "/oauth2/register", json);

            assertThat(shown.status()).as(line + shown.body()).isEqualTo(400);
            assertThat(json(shown)).as(line).containsEntry("error", wrong[0]);
            assertThat(json(shown).get("error_description").toString()).contains(wrong[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "7", "{", "{\"redirect_uris\":[\"https://q.example/cb\"]}}", "\"\\ud800\""})
    void whatIsNoJsonObjectIsRefused(String body) {
        Shown shown = app.sendJson("POST", "/oauth2/register", body);

        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(json(shown)).containsEntry("error", "invalid_client_metadata");
    }

    @Test
    void aFormIsNoRegistration() {
        assertThat(app.get("/oauth2/register").status()).isEqualTo(405);
        assertThat(app.postRaw("/oauth2/register", "redirect_uris=https://q.example/cb")
                        .status())
                .isEqualTo(400);
    }

    /** OpenID Connect Registration, 5. */
    @Test
    void theSectorMustListEveryRedirectUri() {
        Provider development = provider.development();
        Browser browser = development.browser();
        try (Elsewhere other = Elsewhere.publishing("[\"https://q.example/cb\",\"https://r.example/cb\"]")) {
            String sector = other.address("/sector.json").toString();
            String wanted = "{\"redirect_uris\":[\"%s\"],\"sector_identifier_uri\":\"%s\"}";

            assertThat(browser.sendJson("POST", "/connect/register", wanted.formatted("https://q.example/cb", sector))
                            .status())
                    .isEqualTo(201);
            Shown refused =
                    browser.sendJson("POST", "/connect/register", wanted.formatted("https://evil.example/cb", sector));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("sector_identifier_uri");
        }
    }

    /** OpenID Connect Registration, 9.1 wants the logo and the policy on the app's host; the terms may be anywhere. */
    @Test
    void termsMayBeOnAnotherHost() {
        Map<String, Object> told = register("""
                {"redirect_uris":["https://q.example/cb"],"tos_uri":"https://terms.example/of-all-apps"}""");

        assertThat(told).containsEntry("tos_uri", "https://terms.example/of-all-apps");
    }

    /** RFC 7592, 2.1 to 2.3. */
    @Test
    void anAppReadsChangesAndDeletesItsRegistration() {
        Map<String, Object> told = register(MINIMAL);
        String path = "/oauth2/register/" + id(told);
        app.with("Authorization", "Bearer " + token(told));

        assertThat(json(app.get(path)))
                .containsEntry("client_id", id(told))
                .as("RFC 7592, 3")
                .containsEntry("registration_access_token", token(told))
                .containsEntry("registration_client_uri", Provider.ISSUER + path)
                .doesNotContainKey("client_secret");

        Shown changed = app.sendJson("PUT", path, """
                {"client_id":"%s","client_secret":"%s","redirect_uris":["https://q.example/new"],
                 "client_name":"Quill"}""".formatted(id(told), told.get("client_secret")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        Client client = provider.clients.find(id(told)).orElseThrow();
        assertThat(client.name()).isEqualTo("Quill");
        assertThat(client.redirectUris()).extracting(Object::toString).allMatch(uri -> uri.contains("/new"));
        assertThat(tokenAnswer(told, true)).as("the secret stays").contains("invalid_grant");

        assertThat(app.delete(path).status()).isEqualTo(204);
        assertThat(provider.clients.find(id(told))).isEmpty();
        assertThat(app.get(path).status()).isEqualTo(401);
    }

    /** RFC 7592, 2.2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"redirect_uris\":[\"https://q.example/cb\"]}",
                "{\"client_id\":\"other\",\"redirect_uris\":[\"https://q.example/cb\"]}",
                "{\"client_id\":\"ID\",\"redirect_uris\":[\"https://q.example/cb\"],\"registration_access_token\":\"x\"}",
                "{\"client_id\":\"ID\",\"redirect_uris\":[\"https://q.example/new\"],\"client_secret\":\"chosen\"}",
                "{\"client_id\":\"ID\",\"redirect_uris\":[\"http://q.example/cb\"]}"
            })
    void aChangeThatIsWrongChangesNothing(String body) {
        Map<String, Object> told = register(MINIMAL);
        app.with("Authorization", "Bearer " + token(told));

        Shown shown = app.sendJson("PUT", "/oauth2/register/" + id(told), body.replace("ID", id(told)));

        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(provider.clients
                        .find(id(told))
                        .orElseThrow()
                        .redirectUris()
                        .getFirst()
                        .value())
                .isEqualTo("https://q.example/cb");
    }

    @Test
    void oneAppsTokenDoesNotOpenAnothers() {
        Map<String, Object> mine = register(MINIMAL);
        Map<String, Object> other = register(MINIMAL);

        assertThat(app.get("/oauth2/register/" + id(mine)).status()).isEqualTo(401);
        app.with("Authorization", "Bearer " + token(other));
        Shown shown = app.get("/oauth2/register/" + id(mine));
        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(app.get("/oauth2/register/nobody").status()).isEqualTo(401);
    }

    @Test
    void anAppThatNobodyAllowsGoesAfterThirtyDays() {
        Map<String, Object> unused = register(MINIMAL);
        Map<String, Object> used = register(MINIMAL);
        Client kept = provider.clients.find(id(used)).orElseThrow();
        String code = provider.code(provider.people.add("ada"), kept, "openid", null);
        provider.clock.advance(Registrations.UNUSED_FOR.plus(Duration.ofSeconds(1)));

        assertThat(code).isNotEmpty();
        assertThat(provider.registrations.forgetUnused()).isEqualTo(1);
        assertThat(provider.clients.find(id(unused))).isEmpty();
        assertThat(provider.clients.find(id(used))).isPresent();
    }

    /** Recording each use would be a write on the hot path: one a day, behind it, tells as much. */
    @Test
    void anAppThatProvesWhoItIsStays() {
        Map<String, Object> told = register(MINIMAL);
        provider.clock.advance(Registrations.UNUSED_FOR.minus(Duration.ofDays(1)));
        tokenAnswer(told, true);
        tokenAnswer(told, true);
        assertThat(provider.clientUse.write()).isEqualTo(1);
        tokenAnswer(told, true);
        assertThat(provider.clientUse.write()).as("the same day again").isZero();

        provider.clock.advance(Duration.ofDays(2));
        assertThat(provider.registrations.forgetUnused()).isZero();
        provider.clock.advance(Registrations.UNUSED_FOR);
        assertThat(provider.registrations.forgetUnused()).isEqualTo(1);
    }

    @Test
    void anAppThatOnlySaysItsNameIsNotInUse() {
        Map<String, Object> told = register("""
                {"redirect_uris":["https://q.example/cb"],"token_endpoint_auth_method":"none"}""");

        provider.browser().postRaw("/oauth2/token", "grant_type=authorization_code&code=x&client_id=" + id(told));

        assertThat(provider.clientUse.write()).isZero();
    }

    @Test
    void registeringIsLimitedByAddress() {
        for (int i = 0; i < 300; i++) {
            app.sendJson("POST", "/oauth2/register", "{}");
        }
        Shown shown = app.sendJson("POST", "/oauth2/register", MINIMAL);

        assertThat(shown.status()).isEqualTo(429);
        assertThat(shown.header("Retry-After")).isEqualTo("10");
        provider.clock.advance(Duration.ofSeconds(10));
        assertThat(app.sendJson("POST", "/oauth2/register", MINIMAL).status()).isEqualTo(201);
    }

    /** Whatever is sent, the answer is the app's fault or a registration: never 5xx. */
    @Test
    void noMetadataBreaksTheServer() {
        Random random = new Random(7591);
        List<String> names = List.of(
                "redirect_uris",
                "grant_types",
                "response_types",
                "jwks",
                "contacts",
                "default_max_age",
                "logo_uri",
                "subject_type",
                "client_name",
                "scope",
                "token_endpoint_auth_method",
                "application_type",
                "post_logout_redirect_uris",
                "request_uris",
                "sector_identifier_uri",
                "default_acr_values");
        List<Object> values = List.of(
                "",
                "x",
                "none",
                "https://q.example/cb",
                "urn:ietf:wg:oauth:2.0:oob",
                "com.q:/cb",
                0L,
                -1L,
                1e300,
                true,
                List.of(),
                List.of("https://q.example/cb"),
                List.of(1L, "a"),
                Map.of(),
                Map.of("keys", List.of()),
                Map.of("keys", List.of(Map.of("kty", "RSA", "n", "AQAB", "e", "AQAB"))),
                "\u0000".repeat(0),
                "é".repeat(3_000),
                "https://[::1",
                "mailto:a@b",
                "code id_token token",
                List.of("implicit"),
                List.of("code token"));
        for (int i = 0; i < 290; i++) {
            Map<String, Object> body = new LinkedHashMap<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                body.put(names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            assertThat(app.sendJson("POST", "/oauth2/register", Json.text(body)).status())
                    .as(Json.text(body))
                    .isIn(201, 400);
        }
    }

    private Map<String, Object> register(String metadata) {
        Shown shown = app.sendJson("POST", "/oauth2/register", metadata);
        assertThat(shown.status()).as(shown.body()).isEqualTo(201);
        return json(shown);
    }

    private String tokenAnswer(Map<String, Object> told, boolean basic) {
        Browser client = provider.browser();
        String form = "grant_type=authorization_code&code=none&redirect_uri=https://q.example/cb";
        String pair = id(told) + ":" + told.get("client_secret");
        if (basic) {
            client.with(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            form += "&client_id=" + id(told) + "&client_secret=" + told.get("client_secret");
        }
        return client.postRaw("/oauth2/token", form).body();
    }

    private static String id(Map<String, Object> told) {
        return String.valueOf(told.get("client_id"));
    }

    private static String token(Map<String, Object> told) {
        return String.valueOf(told.get("registration_access_token"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }
}
