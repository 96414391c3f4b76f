package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.AppSite;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Model Context Protocol requires of an authorization server and of the resource behind it (Authorization, revisions
 * 2025-11-25 and 2026-07-28), one test each; the REST API stands for the resource.
 */
class ModelContextTest {
    private static final String API = Provider.ISSUER + "/api/v1";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String DESCRIBED = "/.well-known/oauth-protected-resource/api/v1";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db(), new FakeClock(), Provider.ISSUER, "--dev");
    private final User ada = server.person("ada");
    private final Browser person = server.browserOf(ada);
    private final AppSite site = AppSite.open();

    @AfterEach
    void close() {
        site.close();
        data.close();
    }

    private Map<?, ?> json(String path) {
        return json(server.browser().get(path));
    }

    private static Map<?, ?> json(Shown shown) {
        return (Map<?, ?>) Json.parse(shown.body());
    }

    /** A client that describes itself. */
    private RelyingApp client() {
        return RelyingApp.called(server, site.id());
    }

    private static String[] pkce(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("code_challenge", RelyingApp.CHALLENGE, "code_challenge_method", "S256"));
        return all.toArray(String[]::new);
    }

    private Map<?, ?> tokens(RelyingApp client, String scope) {
        String code = client.code(person, pkce("scope", scope, "resource", API));
        Shown redeemed = client.redeem(code, "code_verifier", VERIFIER, "resource", API);
        assertThat(redeemed.status()).as(redeemed.body()).isEqualTo(200);
        return json(redeemed);
    }

    private Shown call(@Nullable Object token) {
        return server.browser().with("Authorization", "Bearer " + token).get("/api/v1/workspaces");
    }

    // ---- the authorization server

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server/oauth2",
                "/.well-known/openid-configuration/oauth2",
                "/oauth2/.well-known/openid-configuration"
            })
    void eitherDiscoveryFindsItAndNamesS256(String path) {
        Map<?, ?> metadata = json(path);

        assertThat(metadata.get("issuer")).isEqualTo(Provider.ISSUER);
        assertThat((List<?>) metadata.get("code_challenge_methods_supported")).isEqualTo(List.of("S256"));
        assertThat(metadata.get("authorization_response_iss_parameter_supported"))
                .isEqualTo(true);
        assertThat(metadata.get("client_id_metadata_document_supported")).isEqualTo(true);
        assertThat(metadata.get("registration_endpoint")).isNotNull();
        assertThat(strings(metadata, "scopes_supported")).contains("offline_access", "api1");
        assertThat(strings(metadata, "token_endpoint_auth_methods_supported")).contains("none", "private_key_jwt");
    }

    private static List<String> strings(Map<?, ?> json, String name) {
        return ((List<?>) json.get(name)).stream().map(String::valueOf).toList();
    }

    @Test
    void everyEndpointIsHttpsWhereTheServerIs() {
        try (TestDatabase other = DatabaseKind.SQLITE.fresh()) {
            WholeServer secure = new WholeServer(other.db(), new FakeClock(), "https://work.example");
            Map<?, ?> metadata = json(secure.browser().get("/.well-known/oauth-authorization-server"));

            assertThat(metadata.keySet().stream().map(String::valueOf))
                    .filteredOn(name -> name.endsWith("_endpoint") || name.endsWith("_uri"))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                            name -> assertThat(metadata.get(name).toString()).startsWith("https://work.example/"));
        }
    }

    @Test
    void aClientIsKnownByItsDocumentAndKeepsItsAccess() {
        Map<?, ?> tokens = tokens(client(), "api1 offline_access");

        assertThat(call(tokens.get("access_token")).status()).isEqualTo(200);
        assertThat(site.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_name", "redirect_uris"})
    void aDocumentMustHave(String member) {
        site.says(member, null);

        Shown shown = person.get(client().request(pkce()));
        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.body())
                .startsWith("client_id leads to a document that cannot be used")
                .contains(member);
    }

    @Test
    void aDocumentMustNameItsOwnAddress() {
        site.says("client_id", site.id() + "/");

        assertThat(person.get(client().request(pkce())).status()).isEqualTo(400);
    }

    @Test
    void aDocumentIsKeptAsItsCacheHeadersSay() {
        site.with("Cache-Control: max-age=120");
        person.get(client().request(pkce()));
        server.clock.advance(Duration.ofSeconds(119));
        person.get(client().request(pkce()));
        assertThat(site.asked()).isEqualTo(1);

        server.clock.advance(Duration.ofSeconds(1));
        person.get(client().request(pkce()));
        assertThat(site.asked()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/",
                "https://app.example/Callback",
                "https://app.example/callback?a=b",
                "https://app.example:443/callback",
                "https://other.example/callback"
            })
    void redirectAddressesAreComparedToTheLetter(String address) {
        Shown shown = person.get(client().request(pkce("redirect_uri", address)));

        assertThat(shown.status()).isEqualTo(400);
        assertThat(shown.location()).isEmpty();
    }

    @Test
    void peopleSeeWhereAnswersGoAndWhoSaysSo() {
        assertThat(person.get(client().request(pkce())).body())
                .contains("app.example", "127.0.0.1:" + site.port())
                .doesNotContain("id=\"on-device\"");
    }

    @Test
    void peopleAreWarnedOfAClientThatIsOnTheirMachineOnly() {
        site.says("redirect_uris", List.of("http://127.0.0.1/cb", "http://localhost/cb"));

        assertThat(person.get(client().request(pkce("redirect_uri", "http://127.0.0.1:4711/cb")))
                        .body())
                .contains("id=\"on-device\"", "this device (127.0.0.1)");
    }

    @Test
    void aClientRegistersItselfAsNative() {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of(
                "client_name",
                "Kestrel",
                "redirect_uris",
                List.of("http://127.0.0.1:33418/callback"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "response_types",
                List.of("code"),
                "token_endpoint_auth_method",
                "none",
                "application_type",
                "native"));
        Shown registered = server.browser().sendJson("POST", "/oauth2/register", Json.text(metadata));

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(json(registered).get("application_type")).isEqualTo("native");
        assertThat(json(registered).containsKey("client_secret")).isFalse();
    }

    @Test
    void aPublicClientNeedsAChallenge() {
        Shown shown = person.get(client().request());

        assertThat(RelyingApp.heard(shown).text("error")).isEqualTo("invalid_request");
    }

    @Test
    void aConfidentialClientNeedsItsSecret() {
        AddedApp added = server.app(ada, Map.of());
        RelyingApp app = new RelyingApp(server, added);
        String code = app.code(person);

        assertThat(RelyingApp.called(server, app.id()).redeem(code).status()).isEqualTo(401);
        assertThat(app.redeem(code).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerNamesItsIssuer() {
        assertThat(RelyingApp.heard(client().allowed(person, pkce())).text("iss"))
                .isEqualTo(Provider.ISSUER);
        assertThat(RelyingApp.heard(person.get(client().request(pkce("scope", "magic"))))
                        .text("iss"))
                .isEqualTo(Provider.ISSUER);
    }

    @Test
    void accessTokensAreShortLivedAndRefreshTokensRotate() {
        RelyingApp client = client();
        Map<?, ?> tokens = tokens(client, "api1 offline_access");
        assertThat((Long) tokens.get("expires_in")).isLessThanOrEqualTo(3_600);
        String first = String.valueOf(tokens.get("refresh_token"));

        Map<?, ?> refreshed = json(client.refresh(first));
        assertThat(refreshed.get("refresh_token")).isNotNull().isNotEqualTo(first);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(client.refresh(first).status()).as("reused").isEqualTo(400);
        assertThat(client.refresh(String.valueOf(refreshed.get("refresh_token")))
                        .status())
                .as("the whole family ended")
                .isEqualTo(400);
    }

    @Test
    void aTokenIsForTheResourceThatWasAskedFor() {
        Map<?, ?> tokens = tokens(client(), "openid api1");

        assertThat(audience(tokens.get("access_token"))).contains(API);
        Shown other = person.get(client().request(pkce("resource", "https://other.example/mcp")));
        assertThat(RelyingApp.heard(other).text("error")).isEqualTo("invalid_target");
    }

    private static String audience(@Nullable Object token) {
        String payload = String.valueOf(token).split("\\.", -1)[1];
        Map<?, ?> claims =
                (Map<?, ?>) Json.parse(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        return String.valueOf(claims.get("aud"));
    }

    // ---- the resource

    @Test
    void theApiSaysWhoseTokensItTakes() {
        Map<?, ?> described = json(DESCRIBED);

        assertThat(described.get("resource")).isEqualTo(API);
        assertThat(described.get("authorization_servers")).isEqualTo(List.of(Provider.ISSUER));
        assertThat(strings(described, "scopes_supported")).contains("api1").doesNotContain("offline_access");
    }

    @Test
    void aGuestLearnsWhereToBegin() {
        Shown shown = server.browser().get("/api/v1/workspaces");

        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("resource_metadata=\"" + Provider.ISSUER + DESCRIBED + "\"", "scope=\"", "api1")
                .doesNotContain("offline_access");
    }

    @Test
    void whoLacksAScopeLearnsAllThatIsNeeded() {
        Shown shown = call(tokens(client(), "openid").get("access_token"));

        assertThat(shown.status()).isEqualTo(403);
        assertThat(shown.header("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("error=\"insufficient_scope\"", "scope=\"api1\"")
                .contains("resource_metadata=\"" + Provider.ISSUER + DESCRIBED + "\"");
    }

    @Test
    void theWiderScopeWillDo() {
        assertThat(call(tokens(client(), "api2").get("access_token")).status()).isEqualTo(200);
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        RelyingApp client = client();
        String code = client.code(person, pkce("scope", "openid"));
        Object token = json(client.redeem(code, "code_verifier", VERIFIER)).get("access_token");

        assertThat(audience(token)).doesNotContain(API);
        assertThat(call(token).status()).isIn(401, 403);
        assertThat(call(token).body()).doesNotContain("items");
    }

    @Test
    void aTokenIsTakenFromTheHeaderOnly() {
        Object token = tokens(client(), "api1").get("access_token");

        assertThat(server.browser()
                        .get("/api/v1/workspaces?access_token=" + token)
                        .status())
                .isEqualTo(401);
    }
}
