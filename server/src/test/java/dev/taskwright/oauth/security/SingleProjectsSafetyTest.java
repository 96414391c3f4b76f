package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.base.Caller;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Space;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole server: what a person chose on the consent page is what the app gets at the API. */
@EachDatabase
class SingleProjectsSafetyTest {
    private static final String OPEN = "[{\"type\":\"taskwright_project\",\"actions\":[\"check\"]}]";

    private final TestDatabase data;
    private final WholeServer server;
    private final User ada;
    private final Browser person;
    private final RelyingApp app;
    private final Project launch;
    private final Project party;

    SingleProjectsSafetyTest(DatabaseKind kind) {
        data = kind.fresh();
        server = new WholeServer(data.db(), new FakeClock(), Provider.ISSUER, "--step-up-age", "5m");
        ada = server.person("ada");
        person = server.browserOf(ada);
        app = RelyingApp.of(server, ada, Map.of());
        Caller.Person caller = new Caller.Person(ada.id(), ada.handle(), Set.of(Scope.API1), "session");
        Space space = server.house.work().workspaces().add(caller, ada.id(), "Work");
        launch = project(caller, space, "# Launch\n\n- [ ] write\n");
        party = project(caller, space, "# Party\n\n- [ ] invite\n");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Project project(Caller.Person caller, Space space, String markdown) {
        return server.house.work().projects().create(caller, space.id(), ContentType.MARKDOWN, markdown);
    }

    private Browser api(Object token) {
        return server.browser().with("Authorization", "Bearer " + token);
    }

    private Object tokenFor(Project chosen) {
        Shown page = person.get(app.request("authorization_details", OPEN, "scope", "openid"));
        assertThat(page.body()).contains("<bdi>Launch</bdi>", "<bdi>Party</bdi>");
        Map<String, String> form = RelyingApp.hidden(page);
        form.put("decision", "allow");
        form.put("project", "0:" + chosen.id());
        Shown heard = person.follow(person.postRaw("/oauth2/authorize/consent", RelyingApp.encoded(form)));
        return RelyingApp.json(app.redeem(RelyingApp.heard(heard).text("code"))).get("access_token");
    }

    @Test
    void whatWasChosenIsAllThereIs() {
        Browser api = api(tokenFor(launch));

        Map<?, ?> mine = (Map<?, ?>) Json.parse(api.get("/api/v1/me/projects").body());
        assertThat((List<?>) mine.get("items"))
                .singleElement()
                .isEqualTo(Map.of("id", launch.id().value(), "name", "Launch", "completed", false));
        String tasks = "/api/v1/projects/" + launch.id() + "/tasks";
        assertThat(api.get(tasks).status()).isEqualTo(200);
        List<?> items = (List<?>) ((Map<?, ?>) Json.parse(api.get(tasks).body())).get("items");
        Object task = ((Map<?, ?>) items.getLast()).get("id");
        assertThat(api.postRaw(tasks + "/" + task + "/complete", "").status()).isEqualTo(200);

        Shown edit = api.sendJson("PATCH", "/api/v1/projects/" + launch.id(), "{\"name\":\"Mine\"}");
        assertThat(edit.status()).isEqualTo(403);
        assertThat(edit.header("WWW-Authenticate"))
                .contains("insufficient_scope", "scope=\"api1\"", "/.well-known/oauth-protected-resource/api/v1");
        assertThat(api.get("/api/v1/projects/" + party.id()).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/workspaces").body()).contains("\"items\":[]");
    }

    /** The API finds its own metadata, and the metadata the server that gives tokens for it. */
    @Test
    void rfc9728TheChallengeLeadsToTheMetadata() {
        String challenge = server.browser().get("/api/v1/workspaces").header("WWW-Authenticate");
        String address = challenge.replaceAll(".*resource_metadata=\"http://localhost:8080([^\"]*)\".*", "$1");
        Map<?, ?> metadata =
                (Map<?, ?>) Json.parse(server.browser().get(address).body());
        assertThat(Map.<Object, Object>copyOf(metadata))
                .containsEntry("resource", "http://localhost:8080/api/v1")
                .containsEntry("authorization_servers", List.of("http://localhost:8080"))
                .containsEntry("scopes_supported", List.of("api1"))
                .containsEntry("authorization_details_types_supported", List.of("taskwright_project"));
    }

    /** RFC 9470, 4: signing in again brings a token that is good enough; what is not sensitive never asked. */
    @Test
    void rfc9470SigningInAgainOpensWhatAnOldSignInDidNot() {
        Browser old = api(app.tokens(person).get("access_token"));
        server.clock.advance(Duration.ofMinutes(6));
        String path = "/api/v1/projects/" + launch.id();

        Shown refused = old.delete(path);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"", "max_age=\"300\"");
        assertThat(old.get(path).status()).isEqualTo(200);

        assertThat(person.get(app.request("max_age", "300")).location()).startsWith("/sign-in");
        server.signIn(person, ada);
        Browser fresh = api(app.tokens(person, "max_age", "300").get("access_token"));
        assertThat(fresh.delete(path).status()).isEqualTo(200);
    }
}
