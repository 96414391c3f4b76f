package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device over HTTP, from its first question to its tokens; sections are of RFC 8628. */
@EachDatabase
class DeviceCodeGrantTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final Browser device;
    private final Browser person;

    DeviceCodeGrantTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.device(ada);
        device = provider.browser();
        person = provider.browserOf(ada);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Shown ask(String more) {
        return device.postRaw("/oauth2/device_authorization", "client_id=" + client.id() + more);
    }

    private Map<String, Object> asked(String more) {
        return ok(ask(more));
    }

    private Shown poll(Map<String, Object> asked) {
        return device.postRaw(
                "/oauth2/token",
                "grant_type=" + GRANT + "&client_id=" + client.id() + "&device_code=" + asked.get("device_code"));
    }

    private void decide(Map<String, Object> asked, String decision) {
        String code = String.valueOf(asked.get("user_code"));
        person.get("/device?user_code=" + code);
        Shown decided = person.post(
                "/device/decision", "user_code", code, "person", ada.id().toString(), "decision", decision);
        assertThat(decided.status()).isEqualTo(303);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        assertThat(shown.header("Content-Type")).isEqualTo("application/json");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return json(shown);
    }

    private static void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(json(shown)).containsEntry("error", error).containsKey("error_description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/device_authorization", "/connect/deviceauthorization"})
    void section31And32ADeviceIsToldItsCodesUnderBothPaths(String path) {
        Map<String, Object> answer = ok(device.postRaw(path, "client_id=" + client.id() + "&scope=openid"));

        assertThat(answer)
                .containsOnlyKeys(
                        "device_code",
                        "user_code",
                        "verification_uri",
                        "verification_uri_complete",
                        "expires_in",
                        "interval")
                .containsEntry("verification_uri", Provider.ISSUER + "/device")
                .containsEntry(
                        "verification_uri_complete", Provider.ISSUER + "/device?user_code=" + answer.get("user_code"))
                .containsEntry("expires_in", 600L)
                .containsEntry("interval", 5L);
        assertThat(String.valueOf(answer.get("user_code"))).matches("[A-Z]{4}-[A-Z]{4}");
        assertThat(device.get(path).status()).isEqualTo(405);
        assertThat(device.get(path).header("Allow")).isEqualTo("POST");
    }

    @Test
    void section31OnlyAppsWithTheGrantMayAskAndSecretsAreNeeded() {
        AddedApp web = provider.webApp(ada);
        String body = "client_id=" + web.client().id();
        assertRefused(device.postRaw("/oauth2/device_authorization", body), 401, "invalid_client");
        assertRefused(
                device.postRaw("/oauth2/device_authorization", body + "&client_secret=" + web.secret()),
                400,
                "unauthorized_client");
        assertRefused(device.postRaw("/oauth2/device_authorization", ""), 401, "invalid_client");
        assertRefused(device.postRaw("/oauth2/device_authorization", "client_id=nobody"), 401, "invalid_client");
        assertRefused(ask("&client_id=" + client.id()), 400, "invalid_request");
        assertRefused(ask("&scope=%"), 400, "invalid_request");
    }

    @Test
    void section31AConfidentialAppProvesItselfThereAndAtTheTokenEndpoint() {
        AddedApp added = provider.apps.add(
                People.OPERATOR,
                new NewApp("ada", "Kiosk", "web", List.of(), "openid", null, List.of(GRANT), List.of()));
        String proof = "client_id=" + added.client().id() + "&client_secret=" + added.secret();
        Map<String, Object> asked = ok(device.postRaw("/oauth2/device_authorization", proof));
        decide(asked, "allow");
        String form = "grant_type=" + GRANT + "&device_code=" + asked.get("device_code");

        assertRefused(
                device.postRaw(
                        "/oauth2/token", form + "&client_id=" + added.client().id()),
                401,
                "invalid_client");
        ok(device.postRaw("/oauth2/token", form + "&" + proof));
    }

    /** The operator lets such an app refresh without its secret, and do nothing else. */
    @Test
    void section31WhoMayRefreshWithoutASecretMayNotAskWithoutIt() {
        AddedApp added = provider.apps.add(
                People.OPERATOR,
                "ada",
                Json.parse("{\"redirect_uris\":[],\"grant_types\":[\"" + GRANT + "\",\"refresh_token\"],"
                        + "\"refresh_without_authentication\":true,\"client_name\":\"Kiosk\"}"));

        assertRefused(
                device.postRaw(
                        "/oauth2/device_authorization",
                        "grant_type=refresh_token&client_id=" + added.client().id()),
                401,
                "invalid_client");
    }

    /** RFC 6749, 3.3, as at the authorization endpoint. */
    @Test
    void section31ScopesAreTheDefaultSetEverythingOrWhatIsNamed() {
        for (Map.Entry<String, String> each : Map.of(
                        "", client.defaultScopes().toString(),
                        "&scope=", client.defaultScopes().toString(),
                        "&scope=*", client.allowedScopes().toString(),
                        "&scope=api1+openid", "api1 openid")
                .entrySet()) {
            Map<String, Object> asked = asked(each.getKey());
            decide(asked, "allow");
            assertThat(ok(poll(asked))).as(each.getKey()).containsEntry("scope", each.getValue());
        }
        for (String wrong : List.of("admin", "unknown", "openid+unknown", "%22")) {
            assertRefused(ask("&scope=" + wrong), 400, "invalid_scope");
        }
    }

    @Test
    void section34And35ADeviceWaitsAndThenHasTokensOnce() {
        Map<String, Object> asked = asked("&scope=openid+api1+offline_access");
        assertRefused(poll(asked), 400, "authorization_pending");
        assertRefused(poll(asked), 400, "slow_down");
        decide(asked, "allow");

        Map<String, Object> answer = ok(poll(asked));

        assertThat(answer)
                .containsOnlyKeys("access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token")
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "openid api1 offline_access");
        assertRefused(poll(asked), 400, "invalid_grant");
        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isPresent();
        ok(refresh(answer));
    }

    private Shown refresh(Map<String, Object> answer) {
        return device.postRaw(
                "/oauth2/token",
                "grant_type=refresh_token&client_id=" + client.id() + "&refresh_token=" + answer.get("refresh_token"));
    }

    @Test
    void section35ANoIsAnAnswerAndSilenceExpires() {
        Map<String, Object> denied = asked("");
        decide(denied, "deny");
        assertRefused(poll(denied), 400, "access_denied");
        Map<String, Object> silent = asked("");
        provider.clock.advance(Duration.ofMinutes(10));
        assertRefused(poll(silent), 400, "expired_token");
    }

    @Test
    void section52ACodeIsGoodForItsAppOnly() {
        Map<String, Object> asked = asked("");
        decide(asked, "allow");
        Client other = provider.device(ada);

        assertRefused(
                device.postRaw(
                        "/oauth2/token",
                        "grant_type=" + GRANT + "&client_id=" + other.id() + "&device_code="
                                + asked.get("device_code")),
                400,
                "invalid_grant");
        assertRefused(
                device.postRaw("/oauth2/token", "grant_type=" + GRANT + "&client_id=" + client.id()),
                400,
                "invalid_request");
        ok(poll(asked));
    }

    /** Checklist S30. */
    @Test
    void section51AnAddressThatAsksWithoutEndMustWait() {
        for (int i = 0; i < 300; i++) {
            asked("");
        }
        Shown refused = ask("");
        assertRefused(refused, 429, "temporarily_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        provider.clock.advance(Duration.ofSeconds(2));
        asked("");
    }

    @Test
    void signingOutOfTheBrowserLeavesTheDevice() {
        Map<String, Object> asked = asked("&scope=api1+offline_access");
        decide(asked, "allow");
        Map<String, Object> answer = ok(poll(asked));
        person.get("/settings/authorized-apps");
        person.post("/sign-out");
        provider.expired.forget();

        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isPresent();
        Map<String, Object> refreshed = ok(refresh(answer));
        provider.clock.advance(Duration.ofDays(20));
        provider.expired.forget();
        ok(refresh(refreshed));
    }

    @Test
    void withdrawingTheConsentEndsTheDevice() {
        Map<String, Object> asked = asked("&scope=api1+offline_access");
        Map<String, Object> late = asked("&scope=api1");
        decide(asked, "allow");
        decide(late, "allow");
        Map<String, Object> answer = ok(poll(asked));

        person.get("/settings/authorized-apps");
        person.post(
                "/settings/authorized-apps/withdraw", "client_id", client.id().value());

        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isEmpty();
        assertRefused(refresh(answer), 400, "invalid_grant");
        assertRefused(poll(late), 400, "access_denied");
    }

    @Test
    void aDisabledPersonsDeviceGetsNothing() {
        Map<String, Object> asked = asked("");
        decide(asked, "allow");
        provider.users.disable(People.OPERATOR, ada.id());

        assertRefused(poll(asked), 400, "invalid_grant");
    }

    @Test
    void section4DiscoverySaysWhereDevicesAsk() {
        Map<String, Object> facts = ok(device.get("/.well-known/openid-configuration"), "public, max-age=300");

        assertThat(facts)
                .containsEntry("device_authorization_endpoint", Provider.ISSUER + "/oauth2/device_authorization");
        assertThat(String.valueOf(facts.get("grant_types_supported")))
                .contains(GRANT, "client_credentials", "refresh_token", "authorization_code")
                .doesNotContain("password");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> ok(Shown shown, String cache) {
        assertThat(shown.header("Cache-Control")).isEqualTo(cache);
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }
}
