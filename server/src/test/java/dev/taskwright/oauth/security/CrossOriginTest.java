package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700, 2.6 (S18): which script of which site may read what, over all paths and origins. */
class CrossOriginTest {
    private static final String REGISTERED = "https://app.example";
    private static final List<String> OTHERS = List.of(
            "https://evil.example",
            "http://app.example",
            "https://app.example:8443",
            "https://app.example.evil.example",
            "https://evilapp.example",
            "https://sub.app.example",
            "https://APP.example",
            "https://app.example/",
            "https://app.example/callback",
            "https://user@app.example",
            "https://app.example https://evil.example",
            "http://127.0.0.1:9000",
            "null",
            "*");

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final WholeServer server = new WholeServer(data.db());
    private final User ada = server.person("ada");
    private final RelyingApp app = RelyingApp.of(server, ada, Map.of());

    @AfterEach
    void close() {
        data.close();
    }

    private List<String> readable() {
        List<String> paths = new ArrayList<>(List.of(
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/connect/token",
                "/connect/userinfo",
                "/connect/revocation",
                "/connect/register",
                "/oauth2/register/" + app.id()));
        Map<String, Object> facts = RelyingApp.json(server.browser().get("/.well-known/openid-configuration"));
        for (String name : List.of(
                "token_endpoint", "userinfo_endpoint", "jwks_uri", "registration_endpoint", "revocation_endpoint")) {
            assertThat(facts).containsKey(name);
            paths.add(String.valueOf(facts.get(name)).substring("http://localhost:8080".length()));
        }
        return paths;
    }

    private static final List<String> UNREADABLE = List.of(
            "/oauth2/authorize",
            "/connect/authorize",
            "/oauth2/authorize/continue",
            "/oauth2/authorize/consent",
            "/oauth2/logout",
            "/connect/endsession",
            "/oauth2/introspect",
            "/connect/introspect",
            "/connect/checksession",
            "/device",
            "/sign-in",
            "/settings/profile",
            "/",
            "/nowhere");

    private Shown preflight(String path, String origin) {
        return browser(origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization")
                .call("OPTIONS", path);
    }

    private Browser browser(String origin) {
        return server.browser().with("Origin", origin);
    }

    @Test
    void rfc9700S18ScriptsOfARegisteredOriginReadWhatATokenOpens() {
        for (String path : readable()) {
            Shown preflight = preflight(path, REGISTERED);
            assertThat(preflight.status()).as(path).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Origin")).as(path).isEqualTo(REGISTERED);
            assertThat(preflight.header("Access-Control-Allow-Headers"))
                    .as(path)
                    .contains("Authorization");
            assertThat(preflight.header("Access-Control-Allow-Credentials"))
                    .as("cookies open nothing there")
                    .isEmpty();
            Shown asked = browser(REGISTERED).get(path);
            assertThat(asked.header("Access-Control-Allow-Origin")).as(path).isEqualTo(REGISTERED);
            assertThat(asked.header("Vary")).as(path).contains("Origin");
        }
    }

    @Test
    void rfc9700S18NoOtherOriginReadsAnything() {
        for (String path : readable()) {
            for (String origin : OTHERS) {
                assertThat(preflight(path, origin).header("Access-Control-Allow-Origin"))
                        .as("%s from %s", path, origin)
                        .isEmpty();
                assertThat(browser(origin).get(path).header("Access-Control-Allow-Origin"))
                        .as("%s from %s", path, origin)
                        .isEmpty();
            }
        }
    }

    @Test
    void rfc9700S18AuthorizeAndPagesAreNeverReadByScriptsOfOthers() {
        for (String path : UNREADABLE) {
            Shown preflight = preflight(path, REGISTERED);
            assertThat(preflight.header("Access-Control-Allow-Origin")).as(path).isEmpty();
            assertThat(preflight.header("Access-Control-Allow-Methods"))
                    .as(path)
                    .isEmpty();
            for (Shown shown :
                    List.of(browser(REGISTERED).get(path), browser(REGISTERED).postRaw(path, ""))) {
                assertThat(shown.header("Access-Control-Allow-Origin")).as(path).isEmpty();
            }
        }
    }

    /** An app that is gone takes its origin along. */
    @Test
    void rfc9700S18ADeletedAppsOriginIsUnknown() {
        server.house.oauth().apps().delete(House.OPERATOR, app.id());
        assertThat(preflight("/oauth2/token", REGISTERED).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
