package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code refresh_without_authentication}: for software that keeps its secret for the code only. RFC 6749, 6. */
class RefreshWithoutProofTest {
    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final Browser app = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    private AddedApp app(boolean isExcused) {
        return provider.apps.add(
                People.OPERATOR,
                "ada",
                Json.parse("{\"client_name\":\"Zap\",\"redirect_uris\":[\"" + Provider.CALLBACK + "\"],"
                        + "\"grant_types\":[\"authorization_code\",\"refresh_token\",\"client_credentials\"],"
                        + "\"refresh_without_authentication\":" + isExcused + "}"));
    }

    private Map<?, ?> tokens(AddedApp of, String scopes) {
        Shown shown = app.postRaw("/oauth2/token", withCode(of, scopes) + "&client_secret=" + of.secret());
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return json(shown);
    }

    private String withCode(AddedApp of, String scopes) {
        return "grant_type=authorization_code&client_id=" + of.client().id() + "&redirect_uri=" + Provider.CALLBACK
                + "&code=" + provider.code(ada, of.client(), scopes, null);
    }

    private static Map<?, ?> json(Shown shown) {
        return (Map<?, ?>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    private Shown refresh(AddedApp of, Object token, String more) {
        return app.postRaw(
                "/oauth2/token",
                "grant_type=refresh_token&client_id=" + of.client().id() + "&refresh_token=" + token + more);
    }

    private static void assertRefused(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(401);
        assertThat(json(shown).get("error")).isEqualTo("invalid_client");
    }

    @Test
    void whoIsExcusedRefreshesWithoutASecret() {
        AddedApp excused = app(true);

        Shown shown = refresh(excused, tokens(excused, "api1 offline_access").get("refresh_token"), "");

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(json(shown).get("scope")).isEqualTo("api1 offline_access");
    }

    /** Taskade's client for automations posts these two parameters and nothing else. */
    @Test
    void whoIsExcusedNeedNotSayWhoItIs() {
        AddedApp excused = app(true);
        Object token = tokens(excused, "api1 offline_access").get("refresh_token");
        for (int i = 0; i < 2; i++) {
            Shown shown = app.postRaw("/oauth2/token", "grant_type=refresh_token&refresh_token=" + token);
            assertThat(shown.status()).as(shown.body()).isEqualTo(200);
            token = json(shown).get("refresh_token");
        }
    }

    @Test
    void everybodyElseMustSayWhoTheyAre() {
        AddedApp other = app(false);
        AddedApp spa = provider.apps.add(
                People.OPERATOR,
                "ada",
                Json.parse("{\"client_name\":\"Spa\",\"kind\":\"spa\",\"redirect_uris\":[\"" + Provider.CALLBACK
                        + "\"]}"));
        String code = provider.code(ada, spa.client(), "api1 offline_access", null);
        Object ofSpa = json(app.postRaw(
                        "/oauth2/token",
                        "grant_type=authorization_code&client_id="
                                + spa.client().id() + "&redirect_uri=" + Provider.CALLBACK + "&code=" + code))
                .get("refresh_token");
        Object ofOther = tokens(other, "api1 offline_access").get("refresh_token");
        for (Object token : new Object[] {ofOther, ofSpa, "twr_x"}) {
            assertRefused(app.postRaw("/oauth2/token", "grant_type=refresh_token&refresh_token=" + token));
        }
        assertThat(ofSpa).isNotNull();
    }

    @Test
    void aSecretThatIsGivenMustStillBeRight() {
        AddedApp excused = app(true);

        assertRefused(
                refresh(excused, tokens(excused, "api1 offline_access").get("refresh_token"), "&client_secret=wrong"));
    }

    @Test
    void othersAreNot() {
        AddedApp other = app(false);

        assertRefused(refresh(other, tokens(other, "api1 offline_access").get("refresh_token"), ""));
    }

    @Test
    void everyOtherGrantNeedsTheSecret() {
        AddedApp excused = app(true);

        assertRefused(app.postRaw("/oauth2/token", withCode(excused, "api1")));
        assertRefused(app.postRaw(
                "/oauth2/token",
                "grant_type=client_credentials&client_id=" + excused.client().id()));
    }

    /** RFC 6749, 6: without a value the parameter is absent, and all that was granted is meant. */
    @Test
    void anEmptyScopeAndEverythingMeanAllThatWasGranted() {
        AddedApp excused = app(true);
        Object token = tokens(excused, "api1 email offline_access").get("refresh_token");
        for (String scope : new String[] {"&scope=", "&scope=+", "&scope=*", ""}) {
            Map<?, ?> answer = json(refresh(excused, token, scope));
            assertThat(answer.get("scope")).as(scope).isEqualTo("api1 email offline_access");
            token = answer.get("refresh_token");
        }
    }
}
