package dev.taskwright.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.NewUser;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenID Connect Discovery, 3 and RFC 8414, 2, compared with the routing of the whole server. */
class StatedEndpointsTest {
    @TempDir
    Path folder;

    private static final String ISSUER = "http://localhost:8080";

    private ServeConfig config() {
        CommandLine line = CommandLine.parse(List.of("--data", folder.toString()), ServeOptions.all());
        return ServeOptions.read(new OptionValues(line, Map.of(), Map.of()));
    }

    @Test
    void everyAddressStatedAnswersAndEveryFeatureHasOne() {
        ServeConfig config = config();
        try (House house = House.open(config.place(), false)) {
            house.oauth().keys().ensure();
            Browser browser = new Browser(new WebWiring(house, config).routing());
            Object metadata =
                    Json.parse(browser.get("/.well-known/openid-configuration").body());
            assertThat(metadata).isInstanceOf(Map.class);
            Map<?, ?> facts = (Map<?, ?>) metadata;
            assertThat(facts.keySet().stream().map(String::valueOf))
                    .contains("end_session_endpoint", "check_session_iframe", "jwks_uri", "token_endpoint");
            facts.forEach((name, value) -> {
                if (value instanceof String text && text.startsWith(ISSUER + "/")) {
                    assertThat(browser.get(text.substring(ISSUER.length())).status())
                            .as("%s %s", name, value)
                            .isNotEqualTo(404);
                }
            });
            String oauth =
                    browser.get("/.well-known/oauth-authorization-server").body();
            assertThat(Json.parse(oauth)).isEqualTo(metadata);
        }
    }

    /** RFC 9110, 15.5.6, under Taskade's names and SmartTask's; whoever watches a server asks its metadata with HEAD. */
    @Test
    void anotherMethodIsRefusedAndThoseThereAreAreNamed() {
        Map<String, List<String>> addresses = Map.of(
                "GET, POST",
                List.of(
                        "/oauth2/authorize",
                        "/connect/authorize",
                        "/oauth2/userinfo",
                        "/connect/userinfo",
                        "/oauth2/logout",
                        "/connect/endsession"),
                "GET",
                List.of("/oauth2/checksession", "/connect/checksession", "/oauth2/ping"),
                "GET, HEAD",
                List.of("/oauth2/jwks", "/.well-known/openid-configuration", "/.well-known/openid-configuration/jwks"),
                "POST",
                List.of(
                        "/oauth2/token",
                        "/connect/token",
                        "/oauth2/revoke",
                        "/connect/revocation",
                        "/oauth2/introspect",
                        "/connect/introspect",
                        "/oauth2/par",
                        "/connect/par",
                        "/oauth2/device_authorization",
                        "/connect/deviceauthorization",
                        "/oauth2/backchannel_authentication",
                        "/connect/ciba",
                        "/oauth2/register",
                        "/connect/register"),
                "GET, PUT, DELETE",
                List.of("/oauth2/register/x", "/connect/register/x"));
        ServeConfig config = config();
        try (House house = House.open(config.place(), false)) {
            house.oauth().keys().ensure();
            Browser browser = new Browser(new WebWiring(house, config).routing());
            addresses.forEach((offered, paths) -> paths.forEach(path -> {
                Shown shown = browser.call("PATCH", path);
                assertThat(shown.status()).as(path).isEqualTo(405);
                assertThat(shown.header("Allow")).as(path).isEqualTo(offered);
                Shown head = browser.head(path);
                assertThat(head.status()).as(path).isEqualTo(offered.contains("HEAD") ? 200 : 405);
                assertThat(head.header("Content-Length"))
                        .as("no body at " + path)
                        .isEqualTo("0");
            }));
            for (String path : List.of("/nowhere", "/sign-in", "/settings/profile")) {
                assertThat(browser.head(path).header("Content-Length"))
                        .as("no page at " + path)
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void theAuthorizationEndpointNeverAnswersToScriptsOfOthers() {
        ServeConfig config = config();
        try (House house = House.open(config.place(), false)) {
            house.oauth().keys().ensure();
            Browser browser =
                    new Browser(new WebWiring(house, config).routing()).with("Origin", "https://unknown.example");
            for (String path : List.of("/oauth2/authorize", "/oauth2/jwks", "/.well-known/openid-configuration")) {
                Shown shown = browser.get(path);
                assertThat(shown.header("Access-Control-Allow-Origin")).as(path).isEmpty();
            }
        }
    }

    /** RFC 7009, 5; issue 3: scripts of a registered origin may end their tokens, and never ask about others'. */
    @Test
    void scriptsOfARegisteredOriginReachWhatIsForThem() {
        ServeConfig config = config();
        try (House house = House.open(config.place(), false)) {
            house.oauth().keys().ensure();
            NewUser ada = new NewUser("ada", "ada@example.org", "Ada", "a lantern in the fog", false);
            house.identity().users().add(House.OPERATOR, ada);
            NewApp spa = new NewApp(
                    "ada", "Spa", "spa", List.of("https://app.example/cb"), null, null, List.of(), List.of());
            house.oauth().apps().add(House.OPERATOR, spa);
            Browser browser = new Browser(new WebWiring(house, config).routing()).with("Origin", "https://app.example");
            for (String path : List.of(
                    "/oauth2/revoke", "/connect/revocation", "/oauth2/token", "/oauth2/par", "/oauth2/userinfo")) {
                assertThat(browser.postRaw(path, "token=x").header("Access-Control-Allow-Origin"))
                        .as(path)
                        .isEqualTo("https://app.example");
            }
            for (String path : List.of("/oauth2/introspect", "/connect/introspect", "/oauth2/authorize")) {
                assertThat(browser.postRaw(path, "token=x").header("Access-Control-Allow-Origin"))
                        .as(path)
                        .isEmpty();
            }
        }
    }
}
