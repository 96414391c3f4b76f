package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app over HTTP, from its question to its tokens; sections are of CIBA Core 1.0. */
@EachDatabase
class BackchannelEndpointTest {
    private static final String GRANT = "urn:openid:params:grant-type:ciba";
    private static final String PATH = "/oauth2/backchannel_authentication";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final KeyedApp app;
    private final Browser machine;

    BackchannelEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        app = KeyedApp.of(provider, ada, Map.of("grant_types", List.of("authorization_code", "refresh_token", GRANT)));
        machine = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Shown ask(String... fields) {
        return machine.postRaw(PATH, app.form(fields));
    }

    private String asked(String... fields) {
        Shown shown = ask(fields);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return String.valueOf(KeyedApp.json(shown).get("auth_req_id"));
    }

    private String asked() {
        return asked("scope", "openid api1 offline_access", "login_hint", "ada");
    }

    private Shown poll(String id) {
        return machine.postRaw("/oauth2/token", app.form("grant_type", GRANT, "auth_req_id", id));
    }

    private void decide(boolean isAllowed) {
        BackchannelRequest waiting =
                provider.backchannel.requests.waiting(ada.id()).getLast();
        Authentication authentication = new Authentication(provider.clock.instant(), Set.of("pwd"));
        assertThat(provider.backchannel.requests.decide(waiting, new Answer(ada.id(), authentication), isAllowed))
                .isTrue();
    }

    private void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(KeyedApp.json(shown)).containsEntry("error", error).containsKey("error_description");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    }

    private void assertNothingWaits() {
        assertThat(provider.backchannel.requests.waiting(ada.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/connect/ciba"})
    void section73AnAppIsToldHowToPollUnderBothPaths(String path) {
        Shown shown = machine.postRaw(path, app.form("scope", "openid", "login_hint", "ada"));

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(KeyedApp.json(shown))
                .containsOnlyKeys("auth_req_id", "expires_in", "interval")
                .containsEntry("expires_in", 300L)
                .containsEntry("interval", 5L);
        assertThat(String.valueOf(KeyedApp.json(shown).get("auth_req_id"))).hasSize(43);
        assertThat(machine.get(path).status()).isEqualTo(405);
    }

    @Test
    void section101TheAppPollsAndThenHasTokensOnce() throws ParseException {
        String id = asked();
        assertRefused(poll(id), 400, "authorization_pending");
        assertRefused(poll(id), 400, "slow_down");
        decide(true);

        Map<String, Object> tokens = KeyedApp.json(poll(id));

        assertThat(tokens)
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "openid api1 offline_access")
                .containsKeys("access_token", "refresh_token", "id_token", "expires_in");
        JWTClaimsSet said =
                SignedJWT.parse(String.valueOf(tokens.get("id_token"))).getJWTClaimsSet();
        assertThat(said.getSubject()).isEqualTo(ada.id().toString());
        assertThat(said.getAudience()).containsExactly(app.client.id().value());
        assertThat(said.getClaims())
                .containsKeys("auth_time", "acr", "amr", "at_hash")
                .doesNotContainKey("nonce");
        assertThat(provider.accessTokens.find(String.valueOf(tokens.get("access_token"))))
                .isPresent();
        assertRefused(poll(id), 400, "invalid_grant");
    }

    @Test
    void section11ANoIsAnAnswerAndSilenceExpires() {
        String denied = asked();
        decide(false);
        assertRefused(poll(denied), 400, "access_denied");
        String silent = asked("scope", "openid", "login_hint", "ada", "requested_expiry", "30");
        provider.clock.advance(Duration.ofSeconds(30));
        assertRefused(poll(silent), 400, "expired_token");
        assertNothingWaits();
    }

    @Test
    void section71TheAppSaysHowLongItWaitsWithinReason() {
        assertThat(KeyedApp.json(ask("scope", "openid", "login_hint", "ada", "requested_expiry", "45")))
                .containsEntry("expires_in", 45L);
        assertThat(KeyedApp.json(ask("scope", "openid", "login_hint", "ada", "requested_expiry", "999999999")))
                .containsEntry("expires_in", 1_800L);
        for (String wrong : List.of("0", "-1", "soon", "1.5", "99999999999999999999")) {
            assertRefused(
                    ask("scope", "openid", "login_hint", "ada", "requested_expiry", wrong), 400, "invalid_request");
        }
    }

    @Test
    void section101ARequestIsItsAppsOnly() {
        String id = asked();
        decide(true);
        KeyedApp other = KeyedApp.of(provider, ada, Map.of("grant_types", List.of("authorization_code", GRANT)));

        assertRefused(
                machine.postRaw("/oauth2/token", other.form("grant_type", GRANT, "auth_req_id", id)),
                400,
                "invalid_grant");
        assertRefused(machine.postRaw("/oauth2/token", app.form("grant_type", GRANT)), 400, "invalid_request");
        assertThat(poll(id).status()).isEqualTo(200);
    }

    @Test
    void section71SomebodyIsMeantInExactlyOneWay() {
        assertRefused(ask("scope", "openid"), 400, "invalid_request");
        assertRefused(ask("scope", "openid", "login_hint", "ada", "id_token_hint", "x"), 400, "invalid_request");
        assertRefused(ask("scope", "openid", "login_hint_token", "x"), 400, "invalid_request");
        assertRefused(ask("scope", "openid", "id_token_hint", "x"), 400, "invalid_request");
        assertRefused(ask("scope", "openid", "login_hint", "nobody"), 400, "unknown_user_id");
        assertRefused(ask("scope", "openid", "login_hint", "a".repeat(300)), 400, "unknown_user_id");
        assertThat(ask("scope", "openid", "login_hint", ada.email()).status()).isEqualTo(200);
        provider.users.disable(People.OPERATOR, ada.id());
        assertRefused(ask("scope", "openid", "login_hint", "ada"), 400, "unknown_user_id");
    }

    @Test
    void section71AnIdTokenOfTheAppSaysWhoIsMeantHoweverOldItIs() {
        String id = asked();
        decide(true);
        String hint = String.valueOf(KeyedApp.json(poll(id)).get("id_token"));
        provider.clock.advance(Duration.ofDays(20));

        asked("scope", "openid", "id_token_hint", hint);

        assertThat(provider.backchannel.requests.waiting(ada.id())).hasSize(1);
        KeyedApp other = KeyedApp.of(provider, ada, Map.of("grant_types", List.of("authorization_code", GRANT)));
        assertRefused(
                machine.postRaw(PATH, other.form("scope", "openid", "id_token_hint", hint)), 400, "invalid_request");
    }

    @Test
    void section71AnIdTokenWithASubjectOfTheAppsOwnSaysItToo() {
        KeyedApp pairwise = KeyedApp.of(
                provider, ada, Map.of("grant_types", List.of("authorization_code", GRANT), "subject_type", "pairwise"));
        String id = String.valueOf(
                KeyedApp.json(machine.postRaw(PATH, pairwise.form("scope", "openid", "login_hint", "ada")))
                        .get("auth_req_id"));
        decide(true);
        String hint = String.valueOf(
                KeyedApp.json(machine.postRaw("/oauth2/token", pairwise.form("grant_type", GRANT, "auth_req_id", id)))
                        .get("id_token"));

        Shown again = machine.postRaw(PATH, pairwise.form("scope", "openid", "id_token_hint", hint));
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        provider.consents.withdraw(ada.id(), pairwise.client.id());
        assertRefused(
                machine.postRaw(PATH, pairwise.form("scope", "openid", "id_token_hint", hint)), 400, "unknown_user_id");
    }

    @Test
    void anAppThatRegisteredItselfAsksOnlyThoseWhoKnowIt() {
        Map<String, Object> registered = KeyedApp.json(machine.sendJson(
                "POST",
                "/oauth2/register",
                "{\"redirect_uris\":[\"https://q.example/cb\"],\"token_endpoint_auth_method\":\"client_secret_post\",\"grant_types\":[\"authorization_code\",\""
                        + GRANT + "\"]}"));
        String form = "client_id=" + registered.get("client_id") + "&client_secret=" + registered.get("client_secret")
                + "&scope=openid&login_hint=ada";
        assertRefused(machine.postRaw(PATH, form), 400, "unknown_user_id");
        Client client = provider.clients
                .find(String.valueOf(registered.get("client_id")))
                .orElseThrow();
        provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), ScopeSet.stored("openid"));
            return client;
        });

        assertThat(machine.postRaw(PATH, form).status()).isEqualTo(200);
    }

    @Test
    void section13WrongHintsCostTime() {
        for (int i = 0; i < 5; i++) {
            assertRefused(ask("scope", "openid", "login_hint", "nobody" + i), 400, "unknown_user_id");
        }
        assertRefused(ask("scope", "openid", "login_hint", "ada"), 429, "temporarily_unavailable");
        provider.clock.advance(Duration.ofSeconds(20));
        asked();
    }

    @Test
    void section71ScopeIsNeededWithOpenid() {
        assertRefused(ask("login_hint", "ada"), 400, "invalid_request");
        for (String wrong : List.of("api1", "openid unknown", "openid admin", "\"")) {
            assertRefused(ask("scope", wrong, "login_hint", "ada"), 400, "invalid_scope");
        }
        assertNothingWaits();
    }

    @Test
    void section71AMessageIsShortAndVisible() {
        asked("scope", "openid", "login_hint", "ada", "binding_message", "Till 4, café ☕");
        assertThat(provider.backchannel.requests.waiting(ada.id()).getLast().message())
                .isEqualTo("Till 4, café ☕");
        for (String wrong : List.of("x".repeat(121), "\u202e4 lliT", "two\nlines", "\u0000", " ")) {
            assertRefused(
                    ask("scope", "openid", "login_hint", "ada", "binding_message", wrong),
                    400,
                    "invalid_binding_message");
        }
        assertThat(provider.backchannel.requests.waiting(ada.id())).hasSize(1);
    }

    @Test
    void section71APersonWithACodeIsAskedOnlyByThoseWhoKnowIt() {
        Browser person = provider.browserOf(ada);
        person.get("/requests");
        person.post("/requests/code", "act", "set", "code", "sesame42");

        assertRefused(ask("scope", "openid", "login_hint", "ada"), 400, "missing_user_code");
        assertRefused(ask("scope", "openid", "login_hint", "ada", "user_code", "no"), 400, "invalid_user_code");
        assertNothingWaits();
        asked("scope", "openid", "login_hint", "ada", "user_code", "sesame42");
        for (int i = 0; i < 5; i++) {
            assertRefused(
                    ask("scope", "openid", "login_hint", "ada", "user_code", "guess" + i), 400, "invalid_user_code");
        }
        assertRefused(
                ask("scope", "openid", "login_hint", "ada", "user_code", "sesame42"), 429, "temporarily_unavailable");
    }

    @Test
    void section72OnlyAppsWithTheGrantAndAProofMayAsk() {
        AddedApp web = provider.webApp(ada);
        String body = "scope=openid&login_hint=ada&client_id=" + web.client().id();
        assertRefused(machine.postRaw(PATH, body), 401, "invalid_client");
        assertRefused(machine.postRaw(PATH, body + "&client_secret=" + web.secret()), 400, "unauthorized_client");
        assertNothingWaits();
    }

    @Test
    void onePersonIsNotFloodedByOneApp() {
        for (int i = 0; i < BackchannelRequests.MOST_OF_ONE; i++) {
            asked();
        }
        Shown refused = ask("scope", "openid", "login_hint", "ada");
        assertRefused(refused, 429, "temporarily_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        decide(false);
        asked();
    }

    @Test
    void withdrawingTheConsentEndsWhatCameByBackchannel() {
        String id = asked();
        String late = asked();
        decide(true);
        decide(true);
        String access = String.valueOf(KeyedApp.json(poll(late)).get("access_token"));

        provider.consents.withdraw(ada.id(), app.client.id());

        assertThat(provider.accessTokens.find(access)).isEmpty();
        assertRefused(poll(id), 400, "access_denied");
    }

    @Test
    void section4DiscoverySaysWhereAndHow() {
        Map<String, Object> facts = KeyedApp.json(machine.get("/.well-known/openid-configuration"));

        assertThat(facts)
                .containsEntry("backchannel_authentication_endpoint", Provider.ISSUER + PATH)
                .containsEntry("backchannel_token_delivery_modes_supported", List.of("poll", "ping"))
                .containsEntry(
                        "backchannel_authentication_request_signing_alg_values_supported",
                        List.of("RS256", "PS256", "ES256", "EdDSA"))
                .containsEntry("backchannel_user_code_parameter_supported", true);
        assertThat(String.valueOf(facts.get("grant_types_supported"))).contains(GRANT);
    }
}
