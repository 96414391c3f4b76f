package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6749, 4.4. */
@EachDatabase
class ClientCredentialsGrantTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AddedApp machine;
    private final Browser app;

    ClientCredentialsGrantTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        machine = machine(null);
        app = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private AddedApp machine(@Nullable String usual) {
        return provider.apps.add(
                People.OPERATOR,
                new NewApp(
                        "ada",
                        "Robot",
                        "machine",
                        List.of(),
                        provider.catalog.all().toString(),
                        usual,
                        List.of(),
                        List.of()));
    }

    private Shown ask(AddedApp by, String more) {
        return app.postRaw(
                "/oauth2/token",
                "grant_type=client_credentials&client_id=" + by.client().id() + "&client_secret=" + by.secret() + more);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(text));
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        return json(shown.body());
    }

    private static void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(json(shown.body())).containsEntry("error", error);
    }

    private static Map<String, Object> claims(Map<String, Object> answer) {
        String payload = String.valueOf(answer.get("access_token")).split("\\.", -1)[1];
        return json(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    /** 4.4.3; checklist S17. */
    @Test
    void section443AnAppGetsATokenForItself() {
        Map<String, Object> answer = ok(ask(machine, ""));

        assertThat(answer).containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
        String id = machine.client().id().value();
        assertThat(claims(answer))
                .containsEntry("sub", id)
                .containsEntry("client_id", id)
                .containsEntry("scope", "api1")
                .doesNotContainKeys("userid", "auth_time", "email", "name");
        assertThat(answer).containsEntry("scope", "api1");
    }

    @Test
    void section442EverythingIsEveryScopeOfAnApi() {
        assertThat(ok(ask(machine, "&scope=*"))).containsEntry("scope", "api1 api2 mcp");
        assertThat(ok(ask(machine, "&scope=api2"))).containsEntry("scope", "api2");
        assertThat(ok(ask(machine, "&scope="))).containsEntry("scope", "api1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile", "email", "offline_access", "auth", "api1+openid"})
    void section442AScopeAboutAPersonIsRefused(String scope) {
        Shown refused = ask(machine, "&scope=" + scope);

        assertRefused(refused, 400, "invalid_scope");
        assertThat(refused.body()).contains("is about a person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "admin", "%22"})
    void section33AScopeThatIsNotThereIsRefused(String scope) {
        assertRefused(ask(machine, "&scope=" + scope), 400, "invalid_scope");
    }

    @Test
    void section33WithoutAnyDefaultTheScopeMustBeNamed() {
        AddedApp shy = machine("openid");

        assertRefused(ask(shy, ""), 400, "invalid_scope");
        ok(ask(shy, "&scope=api1"));
    }

    /** 2.1 and 4.4: only those who can prove it. */
    @Test
    void section44OnlyConfidentialAppsWithTheGrantMay() {
        AddedApp web = provider.webApp(ada);
        assertRefused(ask(web, ""), 400, "unauthorized_client");
        assertRefused(
                app.postRaw(
                        "/oauth2/token",
                        "grant_type=client_credentials&client_id="
                                + machine.client().id()),
                401,
                "invalid_client");
        String cli =
                provider.app(ada, "native", Provider.CALLBACK).client().id().value();
        assertRefused(
                app.postRaw("/oauth2/token", "grant_type=client_credentials&client_id=" + cli),
                400,
                "unauthorized_client");
    }

    /** Nothing is stored, nothing is logged to the change log: the hot path. */
    @Test
    void nothingIsWritten() {
        ok(ask(machine, ""));
        long before = provider.db.writeFigures().writes();
        List<String> events = provider.events();

        for (int i = 0; i < 10; i++) {
            ok(ask(machine, ""));
        }

        assertThat(provider.db.writeFigures().writes()).isEqualTo(before);
        assertThat(provider.events()).isEqualTo(events);
    }

    @Test
    void theTokenEndsWithItsApp() {
        String token = String.valueOf(ok(ask(machine, "")).get("access_token"));
        assertThat(provider.accessTokens.find(token)).isPresent();

        provider.apps.delete(People.OPERATOR, machine.client().id().value());

        assertThat(provider.accessTokens.find(token)).isEmpty();
    }
}
