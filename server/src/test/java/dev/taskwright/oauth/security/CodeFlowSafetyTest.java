package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700, redirects, PKCE and codes, through the routing of the whole server. */
@EachDatabase
class CodeFlowSafetyTest {
    private static final String EXAMPLE_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String[] PKCE = {
        "code_challenge", RelyingApp.CHALLENGE, "code_challenge_method", "S256",
    };

    private final TestDatabase data;
    private final WholeServer server;
    private final User ada;
    private final Browser person;
    private final RelyingApp app;

    CodeFlowSafetyTest(DatabaseKind kind) {
        data = kind.fresh();
        server = new WholeServer(data.db());
        ada = server.person("ada");
        person = server.browserOf(ada);
        app = RelyingApp.of(server, ada, Map.of());
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static void assertRefused(Shown shown, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(shown.body()).contains("\"error\":\"" + error + "\"");
    }

    /** Whatever is wrong, nobody is sent to an address that the app has not registered. */
    @Test
    void rfc9700S03NobodyIsSentToAnAddressThatIsNotRegistered() {
        String evil = "https://evil.example/callback";
        List<String[]> mistakes = List.of(
                new String[] {"redirect_uri", evil},
                new String[] {"redirect_uri", evil, "response_type", "nonsense"},
                new String[] {"redirect_uri", evil, "scope", "nonsense"},
                new String[] {"redirect_uri", evil, "prompt", "none"},
                new String[] {"redirect_uri", evil, "client_id", "unknown"},
                new String[] {"redirect_uri", WholeServer.CALLBACK + "@evil.example"},
                new String[] {"redirect_uri", WholeServer.CALLBACK + "/../evil"},
                new String[] {"redirect_uri", "//evil.example"},
                new String[] {"client_id", "unknown"});
        for (String[] mistake : mistakes) {
            for (Browser browser : List.of(person, server.browser())) {
                Shown shown = browser.get(app.request(mistake));
                assertThat(shown.status()).as(String.join(" ", mistake)).isEqualTo(400);
                assertThat(shown.location()).as(String.join(" ", mistake)).isEmpty();
            }
        }
        Shown posted = server.browser().postRaw("/connect/authorize", app.query("redirect_uri", evil));
        assertThat(posted.location()).isEmpty();
    }

    /** Only a path of this server is returned to after signing in. */
    @Test
    void rfc9700S03SigningInLeadsToThisServerOnly() {
        for (String target : List.of(
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "javascript:x",
                "/%0d%0aX:y/../..//e")) {
            Browser browser = server.browser();
            browser.get("/sign-in?return_to=" + RelyingApp.encode(target));
            Shown shown =
                    browser.post("/sign-in", "login", "ada", "password", WholeServer.PASSWORD, "return_to", target);
            assertThat(shown.status()).isEqualTo(303);
            assertThat(shown.location()).startsWith("/").doesNotStartWith("//").doesNotContain("\\", "\t", "\r", "\n");
        }
    }

    /** A code that was asked for with a challenge is worth nothing without its verifier. */
    @Test
    void rfc9700S04TheVerifierMustAnswerTheChallenge() {
        String code = app.code(person, PKCE);
        for (String wrong :
                List.of("w".repeat(43), EXAMPLE_VERIFIER + "x", EXAMPLE_VERIFIER.toLowerCase(Locale.ROOT), "short")) {
            assertRefused(app.redeem(code, "code_verifier", wrong), "invalid_grant");
        }
        assertRefused(app.redeem(code), "invalid_grant");
        assertThat(app.redeem(code, "code_verifier", EXAMPLE_VERIFIER).status()).isEqualTo(200);
    }

    /** Both directions: a challenge that was dropped on the way, and a method that hides nothing. */
    @Test
    void rfc9700S05PkceCannotBeTakenAway() {
        assertRefused(app.redeem(app.code(person), "code_verifier", EXAMPLE_VERIFIER), "invalid_grant");
        for (String method : List.of("plain", "s256", "none", "")) {
            Fields heard = RelyingApp.heard(
                    person.get(app.request("code_challenge", RelyingApp.CHALLENGE, "code_challenge_method", method)));
            assertThat(heard.text("error")).as(method).isEqualTo("invalid_request");
        }
    }

    @Test
    void rfc9700S06PublicAppsNeedAChallenge() {
        for (String kind : List.of("spa", "native", "mcp")) {
            AddedApp added = server.app(ada, Map.of("kind", kind, "token_endpoint_auth_method", "none"));
            RelyingApp publicApp = new RelyingApp(server, added);
            assertThat(RelyingApp.heard(person.get(publicApp.request())).text("error"))
                    .as(kind)
                    .isEqualTo("invalid_request");
            String code = publicApp.code(person, PKCE);
            assertRefused(publicApp.redeem(code), "invalid_grant");
            assertThat(publicApp.redeem(code, "code_verifier", EXAMPLE_VERIFIER).status())
                    .isEqualTo(200);
        }
    }

    /** The app's fault, and nobody's harm yet: its operator finds it in the change log, once. */
    @Test
    void rfc9700S06AConstantChallengeIsNoted() {
        app.code(person, PKCE);
        app.code(person, PKCE);
        assertThat(server.events()).as("somebody reloads").doesNotContain("challenge.repeated");
        RelyingApp other = RelyingApp.of(server, ada, Map.of());
        other.code(person, "code_challenge", RelyingApp.CHALLENGE, "code_challenge_method", "S256", "state", "b");
        assertThat(server.events()).as("another app's own affair").doesNotContain("challenge.repeated");

        for (String state : List.of("b", "c", "d")) {
            app.code(person, "code_challenge", RelyingApp.CHALLENGE, "code_challenge_method", "S256", "state", state);
        }

        assertThat(server.events()).containsOnlyOnce("challenge.repeated");
    }

    @Test
    void rfc9700S07BothDocumentsNameTheChallengeMethod() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            assertThat(RelyingApp.json(server.browser().get(path)))
                    .containsEntry("code_challenge_methods_supported", List.of("S256"));
        }
    }

    /** A code lives for a minute; its second use ends what the first one got. */
    @Test
    void rfc9700S08ACodeIsGoodOnceAndItsSecondUseEndsItsTokens() {
        String late = app.code(person);
        server.clock.advance(Duration.ofSeconds(60));
        assertRefused(app.redeem(late), "invalid_grant");
        String code = app.code(person);
        Map<String, Object> tokens = RelyingApp.json(app.redeem(code));
        assertThat(userinfo(tokens)).isEqualTo(200);

        assertRefused(app.redeem(code), "invalid_grant");

        assertThat(userinfo(tokens)).isEqualTo(401);
        assertRefused(app.refresh(String.valueOf(tokens.get("refresh_token"))), "invalid_grant");
        assertThat(server.events()).containsOnlyOnce("token.code_reused");
    }

    private int userinfo(Map<String, Object> tokens) {
        return server.browser()
                .with("Authorization", "Bearer " + tokens.get("access_token"))
                .get("/oauth2/userinfo")
                .status();
    }

    /** Another app, another address: refused, and the code is not spent by it. */
    @Test
    void rfc9700S09ACodeBelongsToItsAppAndItsAddress() {
        RelyingApp thief = RelyingApp.of(server, ada, Map.of());
        String code = app.code(person);
        assertRefused(thief.redeem(code), "invalid_grant");
        for (String other : List.of("https://app.example/other", WholeServer.CALLBACK + "/", "")) {
            assertThat(app.redeem(code, "redirect_uri", other).status())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(app.redeem(code).status()).isEqualTo(200);
    }

    private static final List<String> IN_FRONT =
            List.of("token", "id_token", "id_token token", "code id_token", "code token", "code id_token token");

    /** The issuer in whatever is answered, so that an app can tell two servers apart. */
    @Test
    void rfc9700S10EveryAnswerNamesItsIssuer() {
        List<String> types =
                Stream.concat(Stream.of("code", "none"), IN_FRONT.stream()).toList();
        RelyingApp every = RelyingApp.of(
                server,
                ada,
                Map.of(
                        "response_types",
                        types,
                        "grant_types",
                        List.of("authorization_code", "implicit", "refresh_token")));
        every.code(person);
        for (String type : types) {
            for (String mode : List.of("query", "fragment", "form_post")) {
                boolean isRefused = mode.equals("query") && IN_FRONT.contains(type);
                String[] good = {"response_type", type, "response_mode", mode, "scope", "openid api1"};
                String[] bad = {"response_type", type, "response_mode", mode, "scope", "openid nonsense"};
                Map<String, String> answer = RelyingApp.answer(person.get(every.request(good)));
                assertThat(answer).as(type + " by " + mode).containsEntry("iss", Provider.ISSUER);
                assertThat(answer.containsKey("error")).as(type + " by " + mode).isEqualTo(isRefused);
                assertThat(RelyingApp.answer(person.get(every.request(bad))))
                        .as(type + " by " + mode)
                        .containsEntry("iss", Provider.ISSUER)
                        .containsKey("error")
                        .doesNotContainKeys("code", "access_token", "id_token");
            }
        }
    }

    /** Tokens do not pass through browsers unless somebody wrote down that this app wants it so. */
    @Test
    void rfc9700S11NoAppGetsTokensInFrontUnlessItsTypesAreListed() {
        for (String kind : List.of("web", "spa", "native", "mcp")) {
            String method = kind.equals("web") ? "client_secret_post" : "none";
            RelyingApp usual = RelyingApp.of(server, ada, Map.of("kind", kind, "token_endpoint_auth_method", method));
            usual.code(person, PKCE);
            for (String type : IN_FRONT) {
                Map<String, String> answer = RelyingApp.answer(person.get(usual.request("response_type", type)));
                assertThat(answer).as(kind + " " + type).doesNotContainKeys("access_token", "id_token", "code");
                assertThat(answer.get("error")).as(kind + " " + type).isEqualTo("unauthorized_client");
            }
        }
    }

    /** A refresh token is the app's own, and covers what was granted. */
    @Test
    void rfc9700S13ARefreshTokenIsRotatedAndATheftEndsTheFamily() {
        AddedApp added = server.app(ada, Map.of("kind", "native", "token_endpoint_auth_method", "none"));
        RelyingApp installed = new RelyingApp(server, added);
        Map<String, Object> first =
                RelyingApp.json(installed.redeem(installed.code(person, PKCE), "code_verifier", EXAMPLE_VERIFIER));
        String stolen = String.valueOf(first.get("refresh_token"));
        Map<String, Object> second = RelyingApp.json(installed.refresh(stolen));
        assertThat(second.get("refresh_token")).isNotEqualTo(stolen);
        assertRefused(app.refresh(String.valueOf(second.get("refresh_token"))), "invalid_grant");
        server.clock.advance(Duration.ofMinutes(1));

        assertRefused(installed.refresh(stolen), "invalid_grant");

        assertRefused(installed.refresh(String.valueOf(second.get("refresh_token"))), "invalid_grant");
        assertThat(userinfo(second)).isEqualTo(401);
        assertThat(server.events()).containsOnlyOnce("token.refresh_reused");
    }

    /** A token says which resource it is for, and another one refuses it. */
    @Test
    void rfc9700S14ATokenIsForItsResourceAndItsScopes() {
        Map<String, Object> narrow = app.tokens(person, "scope", "openid");
        Browser calling = server.browser().with("Authorization", "Bearer " + narrow.get("access_token"));
        assertThat(calling.get("/oauth2/userinfo").status()).isEqualTo(200);
        assertThat(calling.get("/api/v1/workspaces").status()).isIn(401, 403);
        Map<String, Object> wide = app.tokens(person);
        Shown fewer = app.post(
                "/oauth2/token",
                "grant_type",
                "refresh_token",
                "refresh_token",
                String.valueOf(wide.get("refresh_token")),
                "scope",
                "openid");
        Browser less = server.browser()
                .with("Authorization", "Bearer " + RelyingApp.json(fewer).get("access_token"));
        assertThat(less.get("/oauth2/userinfo").status()).isEqualTo(200);
        assertThat(less.get("/api/v1/workspaces").status()).isIn(401, 403);
    }
}
