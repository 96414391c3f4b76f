package dev.taskwright.oauth.grants;

import static dev.taskwright.oauth.authorize.Asking.allow;
import static dev.taskwright.oauth.authorize.Asking.assertError;
import static dev.taskwright.oauth.authorize.Asking.sent;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.authorize.Asking;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resource Indicators for OAuth 2.0, RFC 8707, through the whole routing. */
class ResourceIndicatorsTest {
    private static final String API = Provider.ISSUER + "/api/v1";
    private static final String MCP = Provider.ISSUER + "/mcp";
    private static final String BOTH = "openid api1 mcp offline_access";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final AddedApp app = provider.webApp(ada);
    private final Browser browser = provider.browserOf(ada);
    private final Browser itself = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    private static String at(String... places) {
        StringBuilder query = new StringBuilder();
        for (String place : places) {
            query.append("&resource=").append(URLEncoder.encode(place, StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private String code(String scope, String... places) {
        Shown page = browser.get(Asking.request(app.client(), "scope", scope) + at(places));
        return sent(page.location().isEmpty() ? allow(browser, page) : page).text("code");
    }

    private Shown redeem(String code, String... places) {
        return itself.postRaw(
                "/oauth2/token",
                "grant_type=authorization_code&code=" + code + "&redirect_uri="
                        + URLEncoder.encode(Provider.CALLBACK, StandardCharsets.UTF_8) + proof() + at(places));
    }

    private Shown refresh(Object token, String... places) {
        return itself.postRaw(
                "/oauth2/token", "grant_type=refresh_token&refresh_token=" + token + proof() + at(places));
    }

    private String proof() {
        return "&client_id=" + app.client().id() + "&client_secret=" + app.secret();
    }

    private static Map<?, ?> json(Shown shown) {
        return (Map<?, ?>) Json.parse(shown.body());
    }

    private static JWTClaimsSet claims(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        try {
            return SignedJWT.parse(String.valueOf(json(shown).get("access_token")))
                    .getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertNoTarget(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(json(shown).get("error")).isEqualTo("invalid_target");
    }

    @Test
    void section21AnUnknownPlaceIsNoTarget() {
        assertError(
                sent(browser.get(Asking.request(app.client()) + at("https://other.example/api"))), "invalid_target");
        assertError(sent(browser.get(Asking.request(app.client()) + at(API + "#x"))), "invalid_target");
        assertError(sent(browser.get(Asking.request(app.client()) + at(API, "api"))), "invalid_target");
    }

    @Test
    void section22ATokenIsForThePlaceAskedFor() {
        Shown one = redeem(code(BOTH, API));
        Shown both = redeem(code(BOTH, API, MCP));
        Shown usual = redeem(code(BOTH));

        assertThat(claims(one).getAudience()).containsExactly(API);
        assertThat(claims(both).getAudience()).containsExactly(API, MCP);
        assertThat(claims(usual).getAudience()).containsExactly(API, MCP);
    }

    /** At the token endpoint: a part, and of the scopes those that mean something there. */
    @Test
    void section22ARequestForATokenNamesAPart() {
        Shown part = redeem(code(BOTH, API, MCP), MCP);

        assertThat(claims(part).getAudience()).containsExactly(MCP);
        assertThat(String.valueOf(json(part).get("scope")).split(" "))
                .containsExactlyInAnyOrder("openid", "mcp", "offline_access");
        assertThat(claims(redeem(code(BOTH), API)).getAudience()).containsExactly(API);
    }

    @Test
    void section22ARefreshMayAskForAnother() {
        Object refresh = json(redeem(code(BOTH, API, MCP), MCP)).get("refresh_token");

        Shown other = refresh(refresh, API);
        assertThat(claims(other).getAudience()).containsExactly(API);
        assertThat(String.valueOf(json(other).get("scope"))).contains("api1").doesNotContain("mcp");
        Shown all = refresh(json(other).get("refresh_token"));
        assertThat(claims(all).getAudience()).containsExactly(API, MCP);
        assertThat(String.valueOf(json(all).get("scope"))).contains("api1").contains("mcp");
    }

    @Test
    void section22BeyondTheGrantNothingIsSpent() {
        String code = code(BOTH, API);
        assertNoTarget(redeem(code, MCP));
        assertNoTarget(redeem(code, "https://other.example"));
        Shown first = redeem(code);
        assertThat(claims(first).getAudience()).containsExactly(API);

        Object refresh = json(first).get("refresh_token");
        assertNoTarget(refresh(refresh, MCP));
        assertThat(claims(refresh(refresh)).getAudience()).containsExactly(API);
    }

    @Test
    void section22AnAppForItselfNamesAPlaceToo() {
        AddedApp robot = provider.apps.add(
                People.OPERATOR,
                new NewApp(ada.handle(), "Robot", "machine", List.of(), "api1 mcp", null, List.of(), List.of()));
        String form = "grant_type=client_credentials&scope=api1+mcp&client_id="
                + robot.client().id() + "&client_secret=" + robot.secret();

        Shown token = itself.postRaw("/oauth2/token", form + at(MCP));
        assertThat(claims(token).getAudience()).containsExactly(MCP);
        assertThat(json(token).get("scope")).isEqualTo("mcp");
        assertNoTarget(itself.postRaw("/oauth2/token", form + at("https://other.example")));
    }
}
