package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6749, 4.3; RFC 9700, 2.4 and checklist S15: there is none, but for the apps that the operator names. */
@EachDatabase
class PasswordGrantTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Browser program;

    PasswordGrantTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        program = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private AddedApp old() {
        return provider.apps.add(
                People.OPERATOR,
                new NewApp(
                        "ada",
                        "Old",
                        "web",
                        List.of(),
                        provider.catalog.all().toString(),
                        null,
                        List.of("password", "refresh_token"),
                        List.of()));
    }

    private Shown ask(AddedApp app, String username, String password, String more) {
        return program.postRaw(
                "/oauth2/token",
                "grant_type=password&client_id=" + app.client().id() + "&client_secret=" + app.secret()
                        + "&username=" + URLEncoder.encode(username, StandardCharsets.UTF_8) + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8) + more);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return json(shown);
    }

    private static void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(json(shown)).containsEntry("error", error);
    }

    @Test
    void s15AServerWhereNobodyHasItDoesNotKnowIt() {
        AddedApp app = provider.webApp(ada);
        assertRefused(ask(app, "ada", People.PASSWORD, ""), 400, "unsupported_grant_type");

        old();

        assertRefused(ask(app, "ada", People.PASSWORD, ""), 400, "unauthorized_client");
    }

    @Test
    void s15NeitherAPublicAppNorAPersonMayHaveIt() {
        for (String kind : List.of("spa", "native", "device")) {
            assertThatThrownBy(() -> provider.apps.add(
                            People.OPERATOR,
                            new NewApp("ada", "Old", kind, List.of(), null, null, List.of("password"), List.of())))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("password");
        }
        assertThatThrownBy(() -> provider.apps.add(
                        People.calling(ada),
                        new NewApp("ada", "Old", "web", List.of(), null, null, List.of("password"), List.of())))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("operator");
        assertThatThrownBy(() -> provider.apps.add(
                        People.calling(ada),
                        "ada",
                        Json.parse("{\"grant_types\":[\"password\"],\"client_name\":\"Old\"}")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void section433APasswordIsExchangedForTokens() {
        AddedApp app = old();

        Map<String, Object> answer = ok(ask(app, "ada", People.PASSWORD, "&scope=openid+api1+offline_access"));

        assertThat(answer)
                .containsOnlyKeys("access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token")
                .containsEntry("scope", "openid api1 offline_access");
        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isPresent();
        assertThat(ok(ask(app, " ADA@example.org", People.PASSWORD, "")))
                .containsEntry("scope", app.client().defaultScopes().toString());
        assertThat(ok(ask(app, "ada", People.PASSWORD, "&scope=*")))
                .containsEntry("scope", app.client().allowedScopes().toString());
        assertRefused(ask(app, "ada", People.PASSWORD, "&scope=unknown"), 400, "invalid_scope");
        assertRefused(ask(app, "", People.PASSWORD, ""), 400, "invalid_request");
        assertRefused(ask(app, "ada", "", ""), 400, "invalid_request");
    }

    @Test
    void itIsAuditedShownAndWithdrawn() {
        AddedApp app = old();
        Map<String, Object> answer = ok(ask(app, "ada", People.PASSWORD, "&scope=api1+offline_access"));
        assertThat(provider.events()).endsWith("password_grant.used", "consent.given");
        ok(ask(app, "ada", People.PASSWORD, "&scope=api1"));
        assertThat(provider.events()).endsWith("password_grant.used").containsOnlyOnce("consent.given");

        assertThat(provider.browserOf(ada).get("/settings/authorized-apps").body())
                .contains("Old");
        assertThat(provider.consents.withdraw(ada.id(), app.client().id())).isTrue();

        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isEmpty();
    }

    @Test
    void section52EveryReasonToRefuseLooksAlikeAndCostsOneHash() {
        AddedApp app = old();
        provider.people.add("eve");
        provider.users.disable(People.OPERATOR, provider.users.require("eve").id());
        String wrong = ask(app, "ada", "a lantern in the mist", "").body();
        long before = provider.people.passwords().hashes();

        assertRefused(ask(app, "nobody", People.PASSWORD, ""), 400, "invalid_grant");
        assertThat(ask(app, "nobody", People.PASSWORD, "").body()).isEqualTo(wrong);
        assertThat(ask(app, "eve", People.PASSWORD, "").body()).isEqualTo(wrong);
        assertThat(ask(app, "ada", "a lantern in the mist", "").body()).isEqualTo(wrong);

        assertThat(provider.people.passwords().hashes() - before).isEqualTo(4);
    }

    @Test
    void guessingCostsTimeHereAndAtTheSignInPage() {
        AddedApp app = old();
        for (int i = 0; i < 5; i++) {
            assertRefused(ask(app, "ada", "a lantern in the mist", ""), 400, "invalid_grant");
        }

        Shown refused = ask(app, "ada", People.PASSWORD, "");

        assertRefused(refused, 429, "temporarily_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("20");
        Browser page = provider.browser();
        page.get("/sign-in");
        assertThat(page.post("/sign-in", "login", "ada", "password", People.PASSWORD)
                        .status())
                .isEqualTo(429);
        provider.clock.advance(Duration.ofSeconds(20));
        ok(ask(app, "ada", People.PASSWORD, ""));
    }

    /** An app that signs in anew each time, as such software does, must not fill the tables. */
    @Test
    void anAppThatRepeatsItselfKeepsTenRefreshTokens() {
        AddedApp app = old();
        Object first = ok(ask(app, "ada", People.PASSWORD, "&scope=api1+offline_access"))
                .get("refresh_token");
        for (int i = 0; i < 10; i++) {
            provider.clock.advance(Duration.ofMinutes(1));
            ok(ask(app, "ada", People.PASSWORD, "&scope=api1+offline_access"));
        }

        assertRefused(refresh(app, first), 400, "invalid_grant");
    }

    private Shown refresh(AddedApp app, Object token) {
        return program.postRaw(
                "/oauth2/token",
                "grant_type=refresh_token&client_id=" + app.client().id() + "&client_secret=" + app.secret()
                        + "&refresh_token=" + token);
    }

    @Test
    void aPersonsBrowserSessionsAreNotItsOwn() {
        AddedApp app = old();
        Browser browser = provider.browserOf(ada);
        Map<String, Object> answer = ok(ask(app, "ada", People.PASSWORD, "&scope=api1+offline_access"));
        browser.get("/settings/authorized-apps");
        browser.post("/sign-out");

        ok(refresh(app, answer.get("refresh_token")));
    }
}
