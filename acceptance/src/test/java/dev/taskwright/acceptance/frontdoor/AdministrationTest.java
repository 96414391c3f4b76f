package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The administration commands, on data at rest and beside a running server. */
class AdministrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void peopleAreAddedListedAndShutOut(boolean running) {
        try (TestServer server = TestServer.start(folder)) {
            if (!running) {
                server.stop();
            }
            JsonNode added =
                    Runs.addUser(folder, "mia").with("--json").run().ok().json();
            assertThat(added.path("handle").asString()).isEqualTo("mia");
            assertThat(added.path("id").isIntegralNumber()).isTrue();

            Runs.on(folder, "user", "disable", "--user", "mia").run().ok();
            List<JsonNode> people = Runs.on(folder, "user", "list", "--json")
                    .run()
                    .ok()
                    .json()
                    .valueStream()
                    .toList();
            assertThat(people).extracting(p -> p.path("handle").asString()).containsExactly("owner", "mia");
            JsonNode mia = people.getLast();
            assertThat(mia.propertyNames()).contains("id", "handle", "email", "name", "admin", "disabled");
            assertThat(mia.path("email").asString()).isEqualTo("mia@example.org");
            assertThat(mia.path("disabled").asBoolean()).isTrue();
            assertThat(mia.path("admin").asBoolean()).isFalse();

            Runs.on(folder, "user", "enable", "--user", "mia").run().ok();
            Runs.on(folder, "user", "set-password", "--user", "mia", "--password-stdin")
                    .stdin("another long password\n")
                    .run()
                    .ok();
            assertThat(server.isAlive()).isEqualTo(running);
        }
    }

    @Test
    void whatACommandChangesTheRunningServerKnowsAtOnce() {
        try (TestServer server = TestServer.start(folder)) {
            Runs.addUser(folder, "mia").run().ok();
            String token = Runs.on(folder, "token", "add", "--user", "mia", "--name", "test")
                    .run()
                    .ok()
                    .line();
            assertThat(token).matches("twp_[0-9A-Za-z]{38}");
            Api mia = server.api(token);
            assertThat(mia.get("/workspaces").ok().items()).isEmpty();

            Runs.on(folder, "user", "disable", "--user", "mia").run().ok();
            mia.get("/workspaces").require(401);
            Runs.on(folder, "user", "enable", "--user", "mia").run().ok();
            mia.get("/workspaces").ok();

            String id = idOfToken("mia");
            Runs.on(folder, "token", "revoke", id).run().ok();
            mia.get("/workspaces").require(401);
        }
    }

    @Test
    void aTokenKnowsItsScopesAndItsEnd() {
        try (TestServer server = TestServer.start(folder)) {
            String wrong = Runs.on(folder, "token", "add", "--user", "owner", "--name", "narrow")
                    .with("--scope", "auth", "--expires", "90d")
                    .run()
                    .ok()
                    .line();
            server.api(wrong).get("/workspaces").require(403);
            JsonNode listed = Runs.on(folder, "token", "list", "--user", "owner", "--json")
                    .run()
                    .ok()
                    .json();
            assertThat(listed.toString()).contains("narrow", "\"auth\"").doesNotContain(wrong);
        }
    }

    @Test
    void membershipGivenAndTakenIsEffectiveAtOnce() {
        try (TestServer server = TestServer.start(folder)) {
            Runs.addUser(folder, "mia").run().ok();
            Runs.addUser(folder, "ben").run().ok();
            String workspace = Runs.on(folder, "workspace", "add", "--owner", "mia", "--name", "Garden", "--json")
                    .run()
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            String space = Runs.on(folder, "folder", "add", "--workspace", workspace, "--name", "Beds", "--json")
                    .run()
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            Api ben = server.api(Runs.on(folder, "token", "add", "--user", "ben", "--name", "t")
                    .run()
                    .ok()
                    .line());
            ben.get("/workspaces/" + workspace + "/folders").require(404);

            Command onWorkspace = Runs.on(folder, "member", "add", "--space", workspace, "--user", "ben");
            onWorkspace.with("--role", "viewer").run().ok();
            assertThat(ben.get("/workspaces/" + workspace + "/folders").ok().items())
                    .extracting(Work::id)
                    .as("a workspace does not open its invite-only folders")
                    .containsExactly(workspace);
            ben.get("/folders/" + space + "/projects").require(404);
            Runs.on(folder, "member", "add", "--space", space, "--user", "ben", "--role", "editor")
                    .run()
                    .ok();
            assertThat(ben.get("/workspaces/" + workspace + "/folders").ok().items())
                    .extracting(Work::id)
                    .containsExactly(workspace, space);
            assertThat(Runs.on(folder, "member", "list", "--space", workspace)
                            .run()
                            .ok()
                            .out())
                    .contains("mia", "ben", "viewer");

            Runs.on(folder, "member", "remove", "--space", workspace, "--user", "ben")
                    .run()
                    .ok();
            ben.get("/workspaces/" + workspace + "/folders").require(404);
            assertThat(Runs.on(folder, "workspace", "list").run().ok().out()).contains("Garden");
        }
    }

    @Test
    void appsAreAddedListedAndDeleted() {
        try (TestServer _ = TestServer.start(folder)) {
            JsonNode web =
                    addApp("web", "https://app.example/callback").run().ok().json();
            assertThat(web.path("client_id").asString()).isNotEmpty().matches(".*[^0-9].*");
            assertThat(web.path("client_secret").asString().length()).isGreaterThanOrEqualTo(32);
            JsonNode phone =
                    addApp("native", "http://127.0.0.1/callback").run().ok().json();
            assertThat(phone.has("client_secret")).isFalse();

            String list = Runs.on(folder, "app", "list", "--json").run().ok().out();
            assertThat(list)
                    .contains(
                            web.path("client_id").asString(),
                            phone.path("client_id").asString())
                    .doesNotContain(web.path("client_secret").asString());
            Runs.on(folder, "app", "delete", web.path("client_id").asString())
                    .run()
                    .ok();
            assertThat(Runs.on(folder, "app", "list").run().ok().out())
                    .doesNotContain(web.path("client_id").asString());
        }
    }

    @Test
    void whatIsWrongIsOneLineAndStatus65() {
        try (TestServer _ = TestServer.start(folder)) {
            Runs.addUser(folder, "mia").run().ok();
            refused(Runs.on(folder, "user", "disable", "--user", "nobody"), "nobody");
            refused(Runs.on(folder, "token", "add", "--user", "nobody", "--name", "x"), "nobody");
            refused(Runs.addUser(folder, "mia"), "mia");
            refused(
                    Runs.on(folder, "user", "add", "--handle", "zoe", "--name", "Zoe", "--email", "MIA@example.org")
                            .with("--password-stdin")
                            .stdin("a long enough password"),
                    "mail");
            refused(
                    Runs.on(folder, "user", "add", "--handle", "zoe", "--name", "Zoe", "--email", "zoe@example.org")
                            .with("--password-stdin")
                            .stdin("password1234"),
                    "assword");
            refused(addApp("web", "http://app.example/callback"), "https");
            refused(addApp("web", "not a uri"), "not a uri");
            refused(Runs.on(folder, "member", "list", "--space", "nowhere"), "");
            refused(Runs.on(folder, "token", "revoke", "nothing"), "");
            refused(Runs.on(folder, "app", "delete", "nothing"), "");
        }
    }

    /** A Unix socket's path is at most about a hundred bytes; a data folder's is not. */
    @Test
    void aVeryDeepDataFolderIsReachedToo() {
        Path deep = folder.resolve("d".repeat(120)).resolve("e".repeat(120));
        try (TestServer server = TestServer.start(deep)) {
            Runs.addUser(deep, "mia").run().ok();
            String token = Runs.on(deep, "token", "add", "--user", "mia", "--name", "t")
                    .run()
                    .ok()
                    .line();
            server.api(token).get("/workspaces").ok();
            assertThat(server.stop()).isZero();
            assertThat(Runs.on(deep, "user", "list").run().ok().out()).contains("mia");
        }
    }

    private Command addApp(String kind, String redirect) {
        return Runs.on(folder, "app", "add", "--owner", "owner", "--name", "An app")
                .with("--kind", kind, "--redirect-uri", redirect, "--scope", "openid profile api1", "--json");
    }

    private String idOfToken(String user) {
        return Runs.on(folder, "token", "list", "--user", user, "--json")
                .run()
                .ok()
                .json()
                .get(0)
                .path("id")
                .asString();
    }

    private static void refused(Command command, String named) {
        Outcome outcome = command.run();
        assertThat(outcome.exit()).as(command.words() + ": " + outcome.err()).isEqualTo(65);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.err()).startsWith("taskwright: ").contains(named);
    }
}
