package dev.taskwright.oauth.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.TokenAnswer;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 7662. */
@EachDatabase
class IntrospectionTest {
    private static final String SCOPES = "openid api1 offline_access";
    private static final String API = Provider.ISSUER + "/api/v1";
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AddedApp app;
    private final Client client;
    private final Browser program;

    IntrospectionTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        app = provider.webApp(ada);
        client = app.client();
        program = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private TokenAnswer issue(Client to) {
        String code = provider.code(ada, to, SCOPES, null);
        return provider.tokens.issue(to, provider.rights(provider.redeem(to, code, null)));
    }

    private Shown ask(AddedApp by, String token, String more) {
        return program.postRaw(
                "/oauth2/introspect",
                "token=" + token + "&client_id=" + by.client().id() + "&client_secret=" + by.secret() + more);
    }

    private Map<?, ?> answer(AddedApp by, String token) {
        Shown shown = ask(by, token, "");
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("application/json");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        return (Map<?, ?>) Json.parse(shown.body());
    }

    @Test
    void section22AnAccessTokenIsDescribed() {
        String token = issue(client).accessToken();
        long now = provider.clock.instant().getEpochSecond();

        Map<?, ?> answer = answer(app, token);

        assertThat(String.valueOf(answer.get("jti"))).hasSize(22);
        assertThat(answer).hasSize(13);
        assertThat(Map.<Object, Object>copyOf(answer))
                .containsEntry("active", true)
                .containsEntry("scope", SCOPES)
                .containsEntry("client_id", client.id().value())
                .containsEntry("username", "ada")
                .containsEntry("token_type", "Bearer")
                .containsEntry("exp", now + 3_600)
                .containsEntry("iat", now)
                .containsEntry("sub", ada.id().toString())
                .containsEntry("aud", API)
                .containsEntry("iss", Provider.ISSUER)
                // RFC 9470, 6.2: another server may ask for a better or later sign-in
                .containsEntry("auth_time", now)
                .containsEntry("acr", "urn:taskwright:acr:password");
    }

    @Test
    void section22AnOpaqueTokenIsDescribedTheSameWay() {
        Client opaque = provider.describe(client, Map.of("access_token_format", "opaque"));
        String token = issue(opaque).accessToken();

        assertThat(token).startsWith("twa_").hasSize(47);
        assertThat(Map.<Object, Object>copyOf(answer(app, token)))
                .containsEntry("active", true)
                .containsEntry("sub", ada.id().toString())
                .containsEntry("aud", API)
                .containsEntry("username", "ada");
    }

    @Test
    void section22ARefreshTokenOfOnesOwnIsDescribed() {
        String token = String.valueOf(issue(client).refreshToken());

        Map<?, ?> answer = answer(app, token);

        assertThat(Map.<Object, Object>copyOf(answer))
                .containsEntry("active", true)
                .containsEntry("scope", SCOPES)
                .containsEntry("sub", ada.id().toString())
                .containsEntry(
                        "exp",
                        provider.clock.instant().plus(Duration.ofDays(30)).getEpochSecond())
                .doesNotContainKey("token_type");
        assertThat(answer(provider.webApp(ada), token)).isEqualTo(INACTIVE);
    }

    @Test
    void section22AnAppsOwnTokenHasTheAppAsSubject() {
        AddedApp machine = machine();
        String token = provider.tokens
                .issueToApp(machine.client(), ScopeSet.stored("api1"), Bounds.NONE)
                .accessToken();

        assertThat(Map.<Object, Object>copyOf(answer(machine, token)))
                .containsEntry("active", true)
                .containsEntry("sub", machine.client().id().value())
                .doesNotContainKey("username");
    }

    private AddedApp machine() {
        return provider.apps.add(
                People.OPERATOR,
                new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(), List.of()));
    }

    @Test
    void section22WhatHasEndedIsInactiveAndNothingMore() {
        TokenAnswer tokens = issue(client);
        provider.users.disable(People.OPERATOR, ada.id());
        assertThat(answer(app, tokens.accessToken())).isEqualTo(INACTIVE);
        assertThat(answer(app, String.valueOf(tokens.refreshToken()))).isEqualTo(INACTIVE);
        provider.users.enable(People.OPERATOR, ada.id());
        assertThat(answer(app, tokens.accessToken()).get("active")).isEqualTo(true);

        provider.clock.advance(Duration.ofHours(1));
        assertThat(answer(app, tokens.accessToken())).isEqualTo(INACTIVE);

        TokenAnswer more = issue(client);
        provider.consents.withdraw(ada.id(), client.id());
        assertThat(answer(app, more.accessToken())).isEqualTo(INACTIVE);
        assertThat(answer(app, String.valueOf(more.refreshToken()))).isEqualTo(INACTIVE);
        for (String unknown : List.of("x", "a.b.c", "twa_" + "a".repeat(43), "twr_x")) {
            assertThat(answer(app, unknown)).as(unknown).isEqualTo(INACTIVE);
        }
    }

    /** 4: nobody learns of tokens that are not theirs. */
    @Test
    void section4ATokenOfAnotherAppIsInactive() {
        assertThat(answer(provider.webApp(ada), issue(client).accessToken())).isEqualTo(INACTIVE);
    }

    /** 4: but a resource server of the tokens that are meant for it, and of no others. */
    @Test
    void section4AResourceServerAsksAboutTokensForItsResource() {
        AddedApp server = provider.webApp(ada);
        provider.describe(server.client(), Map.of("answers_for", List.of(API)));
        String forApi = issue(client).accessToken();
        String code = provider.code(ada, client, "openid", null);
        TokenAnswer other = provider.tokens.issue(client, provider.rights(provider.redeem(client, code, null)));

        assertThat(Map.<Object, Object>copyOf(answer(server, forApi)))
                .containsEntry("active", true)
                .containsEntry("client_id", client.id().value());
        assertThat(answer(server, other.accessToken())).isEqualTo(INACTIVE);
        assertThat(answer(server, String.valueOf(issue(client).refreshToken()))).isEqualTo(INACTIVE);
    }

    /** OpenID Connect Core, 8.1: the handle would tell who it is across sectors. */
    @Test
    void section22APairwiseAppsTokenTellsNoName() {
        Client pairwise = provider.describe(client, Map.of("subject_type", "pairwise"));
        TokenAnswer tokens = issue(pairwise);

        for (String token : List.of(tokens.accessToken(), String.valueOf(tokens.refreshToken()))) {
            assertThat(Map.<Object, Object>copyOf(answer(app, token)))
                    .containsEntry("sub", provider.subjects.of(pairwise, ada.id()))
                    .doesNotContainKey("username");
        }
    }

    @Test
    void section21TheTokenIsNeededAndTheHintIsOnlyAHint() {
        String token = issue(client).accessToken();

        assertThat(ask(app, token, "&token_type_hint=refresh_token").body()).contains("\"active\":true");
        assertThat(ask(app, token, "&token_type_hint=unknown").body()).contains("\"active\":true");
        Shown missing = ask(app, "", "");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("invalid_request");
        assertThat(program.get("/oauth2/introspect").status()).isEqualTo(405);
    }

    @Test
    void section21OnlyAnAppThatProvesItselfMayAsk() {
        String token = issue(client).accessToken();
        AddedApp spa = provider.app(ada, "spa", Provider.CALLBACK);

        for (String body : List.of(
                "token=" + token,
                "token=" + token + "&client_id=" + client.id(),
                "token=" + token + "&client_id=" + client.id() + "&client_secret=wrong",
                "token=" + token + "&client_id=" + client.id() + "&grant_type=refresh_token",
                "token=" + token + "&client_id=" + spa.client().id())) {
            Shown shown = program.postRaw("/oauth2/introspect", body);
            assertThat(shown.status()).as(body).isEqualTo(401);
            assertThat(shown.body()).contains("invalid_client");
        }
    }

    @Test
    void connectIsTheSameEndpoint() {
        assertThat(program.postRaw(
                                "/connect/introspect",
                                "token=" + issue(client).accessToken() + "&client_id=" + client.id() + "&client_secret="
                                        + app.secret())
                        .body())
                .contains("\"active\":true");
    }
}
