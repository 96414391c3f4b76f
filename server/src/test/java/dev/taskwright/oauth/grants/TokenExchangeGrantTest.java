package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.tokens.AccessToken;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One token for another; sections are of RFC 8693. */
class TokenExchangeGrantTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";
    private static final String API = Provider.ISSUER + "/api/v1";
    private static final String MCP = Provider.ISSUER + "/mcp";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser machine = provider.browser();
    private final KeyedApp front = app("openid profile offline_access api1 mcp", Map.of());
    private final KeyedApp back = app("openid profile offline_access api1 mcp", Map.of("answers_for", List.of(API)));

    @AfterEach
    void close() {
        data.close();
    }

    private KeyedApp app(String scope, Map<String, ?> more) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put("grant_types", List.of("authorization_code", "refresh_token", "client_credentials", GRANT));
        members.put("scope", scope);
        return KeyedApp.of(provider, ada, members);
    }

    /** What the person allowed the app, by a code. */
    private Map<String, Object> allowed(KeyedApp app, String scopes) {
        String code = provider.code(ada, app.client, scopes, null);
        return ok(machine.postRaw(
                "/oauth2/token",
                app.form("grant_type", "authorization_code", "code", code, "redirect_uri", Provider.CALLBACK)));
    }

    private String token(KeyedApp app, String scopes) {
        return String.valueOf(allowed(app, scopes).get("access_token"));
    }

    private Shown exchange(KeyedApp app, String subject, String... more) {
        List<String> fields =
                new ArrayList<>(List.of("grant_type", GRANT, "subject_token", subject, "subject_token_type", ACCESS));
        fields.addAll(List.of(more));
        return machine.postRaw("/oauth2/token", app.form(fields.toArray(String[]::new)));
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return KeyedApp.json(shown);
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(KeyedApp.json(shown)).containsEntry("error", error).containsKey("error_description");
    }

    private AccessToken read(Map<String, Object> answer) {
        return provider.accessTokens
                .find(String.valueOf(answer.get("access_token")))
                .orElseThrow();
    }

    @Test
    void section221TheAnswerSaysWhatWasIssued() {
        Map<String, Object> answer = ok(exchange(front, token(front, "openid api1 mcp offline_access")));

        assertThat(answer)
                .containsOnlyKeys("access_token", "issued_token_type", "token_type", "expires_in", "scope")
                .containsEntry("issued_token_type", ACCESS)
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "openid api1 mcp");
        assertThat(read(answer).user()).isEqualTo(ada.id());
        assertThat(read(answer).actor()).as("the same app, narrowing its own").isNull();
    }

    @Test
    void section21ScopesAndAudiencesOnlyShrink() {
        String subject = token(front, "openid api1 mcp");
        AccessToken whole = provider.accessTokens.find(subject).orElseThrow();
        assertThat(whole.audiences()).containsExactlyInAnyOrder(API, MCP);

        AccessToken less = read(ok(exchange(front, subject, "scope", "api1", "resource", API)));

        assertThat(less.scopes()).hasToString("api1");
        assertThat(less.audiences()).containsExactly(API);
        assertThat(read(ok(exchange(front, subject, "audience", MCP))).audiences())
                .containsExactly(MCP);
        for (String wider : List.of("api1 profile", "admin", "offline_access", "\"")) {
            assertRefused(exchange(front, subject, "scope", wider), "invalid_scope");
        }
        for (String elsewhere : List.of("https://else.example", Provider.ISSUER, API + "/tasks", "x")) {
            assertRefused(exchange(front, subject, "resource", elsewhere), "invalid_target");
            assertRefused(exchange(front, subject, "resource", API, "audience", elsewhere), "invalid_target");
        }
    }

    @Test
    void section21WhatTheAppItselfMayNotHaveIsLeftOut() {
        KeyedApp little = app("openid api1", Map.of("answers_for", List.of(API)));
        String subject = token(front, "openid profile api1 mcp");

        assertThat(ok(exchange(little, subject))).containsEntry("scope", "openid api1");
        assertRefused(exchange(little, subject, "scope", "mcp"), "invalid_scope");
        assertRefused(
                exchange(app("profile", Map.of("answers_for", List.of(API))), token(front, "api1")), "invalid_scope");
    }

    @Test
    void theNewTokenEndsWithTheOldOneAtTheLatest() {
        String subject = token(front, "api1");
        provider.clock.advance(Duration.ofMinutes(50));

        Map<String, Object> answer = ok(exchange(front, subject));

        assertThat(answer).containsEntry("expires_in", 600L);
        AccessToken old = provider.accessTokens.find(subject).orElseThrow();
        assertThat(read(answer).expiresAt()).isEqualTo(old.expiresAt());
        assertThat(Objects.requireNonNull(read(answer).behalf()).authentication())
                .isEqualTo(Objects.requireNonNull(old.behalf()).authentication());
        provider.clock.advance(Duration.ofMinutes(10));
        assertRefused(exchange(front, subject), "invalid_request");
    }

    @Test
    void theNewTokenEndsWhenTheAuthorizationOfTheOldOneEnds() {
        Map<String, Object> first = allowed(front, "api1 offline_access");
        Map<String, Object> one = ok(exchange(back, String.valueOf(first.get("access_token"))));
        machine.postRaw("/oauth2/revoke", front.form("token", String.valueOf(first.get("refresh_token"))));
        assertThat(provider.accessTokens.find(String.valueOf(one.get("access_token"))))
                .as("its lineage was revoked")
                .isEmpty();

        Map<String, Object> two = ok(exchange(back, token(front, "api1")));
        provider.consents.withdraw(ada.id(), front.client.id());
        assertThat(provider.accessTokens.find(String.valueOf(two.get("access_token"))))
                .as("the app was withdrawn")
                .isEmpty();
    }

    @Test
    void section41WhoActsForThePersonIsNamedWithThoseBefore() {
        KeyedApp third = app("api1", Map.of("answers_for", List.of(API)));
        Map<String, Object> once = ok(exchange(back, token(front, "api1")));
        String backId = back.client.id().value();
        assertThat(read(once).actor()).isEqualTo(Map.of("sub", backId, "client_id", backId));
        assertThat(read(once).client()).isEqualTo(backId);

        AccessToken twice = read(ok(exchange(third, String.valueOf(once.get("access_token")))));

        String thirdId = third.client.id().value();
        assertThat(twice.actor())
                .isEqualTo(Map.of(
                        "sub", thirdId, "client_id", thirdId, "act", Map.of("sub", backId, "client_id", backId)));
        Map<String, Object> narrowed = ok(exchange(back, String.valueOf(once.get("access_token")), "scope", "api1"));
        assertThat(read(narrowed).actor())
                .as("nobody is taken out")
                .isEqualTo(read(once).actor());
    }

    @Test
    void section41AChainDoesNotGrowWithoutEnd() {
        String token = token(front, "api1");
        for (int i = 0; i < 8; i++) {
            token = String.valueOf(
                    ok(exchange(i % 2 == 0 ? back : otherBack, token)).get("access_token"));
        }
        assertRefused(exchange(back, token), "invalid_request");
    }

    private final KeyedApp otherBack = app("api1", Map.of("answers_for", List.of(API)));

    @Test
    void section21AnActorIsWhoeverTheAppHoldsATokenOf() {
        String own = String.valueOf(
                ok(machine.postRaw("/oauth2/token", back.form("grant_type", "client_credentials", "scope", "api1")))
                        .get("access_token"));
        User bob = provider.people.add("bob");
        String bobs = String.valueOf(ok(machine.postRaw(
                        "/oauth2/token",
                        back.form(
                                "grant_type",
                                "authorization_code",
                                "code",
                                provider.code(bob, back.client, "api1", null),
                                "redirect_uri",
                                Provider.CALLBACK)))
                .get("access_token"));
        String subject = token(front, "api1");

        AccessToken byApp = read(ok(exchange(back, subject, "actor_token", own, "actor_token_type", ACCESS)));
        AccessToken byBob = read(ok(exchange(back, subject, "actor_token", bobs, "actor_token_type", JWT)));

        assertThat(byApp.actor()).containsEntry("sub", back.client.id().value());
        assertThat(byBob.actor())
                .containsEntry("sub", bob.id().toString())
                .containsEntry("client_id", back.client.id().value());
        assertThat(byBob.user()).as("still hers").isEqualTo(ada.id());
        for (String foreign : List.of(subject, "x")) {
            assertRefused(
                    exchange(back, subject, "actor_token", foreign, "actor_token_type", ACCESS), "invalid_request");
        }
        assertRefused(exchange(back, subject, "actor_token", own), "invalid_request");
        assertRefused(exchange(back, subject, "actor_token_type", ACCESS), "invalid_request");
    }

    @Test
    void section44OnlyWhoAnswersForTheResourceOrIsNamedMayExchange() {
        KeyedApp stranger = app("api1 mcp", Map.of());
        assertRefused(exchange(stranger, token(front, "api1")), "invalid_request");
        assertRefused(exchange(back, token(front, "mcp")), "invalid_request");
        KeyedApp trusting =
                app("api1 mcp", Map.of("may_act", stranger.client.id().value()));
        String subject = token(trusting, "api1 mcp");
        assertThat(provider.accessTokens.find(subject).orElseThrow().mayAct())
                .isEqualTo(stranger.client.id().value());

        AccessToken token = read(ok(exchange(stranger, subject)));

        assertThat(token.actor()).containsEntry("sub", stranger.client.id().value());
        assertThat(token.mayAct()).as("and nobody further").isNull();
    }

    @Test
    void section21OnlyAccessTokensOfPeopleOfThisServer() {
        String subject = token(front, "openid api1");
        String own = String.valueOf(
                ok(machine.postRaw("/oauth2/token", front.form("grant_type", "client_credentials", "scope", "api1")))
                        .get("access_token"));
        String idToken = String.valueOf(allowed(front, "openid").get("id_token"));
        for (String wrong : List.of(own, idToken, "x", "a.b.c", "..", subject + "x", subject.repeat(20))) {
            assertRefused(exchange(front, wrong), "invalid_request");
        }
        provider.users.disable(People.OPERATOR, ada.id());
        assertRefused(exchange(front, subject), "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:oauth:token-type:id_token",
                "urn:ietf:params:oauth:token-type:refresh_token",
                "urn:ietf:params:oauth:token-type:saml2",
                "access_token"
            })
    void section3OtherTypesAreNotTaken(String type) {
        String subject = token(front, "api1");
        assertRefused(
                machine.postRaw(
                        "/oauth2/token",
                        front.form("grant_type", GRANT, "subject_token", subject, "subject_token_type", type)),
                "invalid_request");
        assertRefused(exchange(front, subject, "requested_token_type", type), "invalid_request");
    }

    @Test
    void section21TheParametersAreNeeded() {
        assertRefused(machine.postRaw("/oauth2/token", front.form("grant_type", GRANT)), "invalid_request");
        assertRefused(
                machine.postRaw("/oauth2/token", front.form("grant_type", GRANT, "subject_token_type", ACCESS)),
                "invalid_request");
        assertRefused(
                machine.postRaw("/oauth2/token", front.form("grant_type", GRANT, "subject_token", "x")),
                "invalid_request");
    }

    @Test
    void section5OnlyAppsWithTheGrantMayAndTheyProveIt() {
        KeyedApp without = KeyedApp.of(provider, ada, Map.of("grant_types", List.of("authorization_code")));
        String subject = token(without, "api1");
        assertRefused(exchange(without, subject), "unauthorized_client");
        Shown unproven = machine.postRaw(
                "/oauth2/token",
                "grant_type=" + GRANT + "&subject_token_type=" + ACCESS + "&subject_token=" + subject + "&client_id="
                        + front.client.id());
        assertThat(unproven.status()).isEqualTo(401);
    }

    @Test
    void nothingIsWritten() {
        String subject = token(front, "api1");
        List<String> before = provider.events();

        ok(exchange(back, subject));

        assertThat(provider.events()).isEqualTo(before);
        int authorizations = provider.db.read(tx -> tx.handle()
                .createQuery("SELECT COUNT(*) FROM app_authorization")
                .mapTo(Integer.class)
                .one());
        assertThat(authorizations).isEqualTo(1);
    }

    @Test
    void discoveryNamesTheGrant() {
        assertThat(machine.get("/.well-known/oauth-authorization-server").body())
                .contains(GRANT);
    }
}
