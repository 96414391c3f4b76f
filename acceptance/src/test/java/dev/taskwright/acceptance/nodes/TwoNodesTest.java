package dev.taskwright.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.Postgresql;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers side by side: what one is told, the other knows within a second. */
class TwoNodesTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static Postgresql postgresql;
    private static String database;
    private static TestServer one;
    private static TestServer other;
    private static Api owner;

    @BeforeAll
    static void open() {
        postgresql = Postgresql.start();
        database = postgresql.database("nodes");
        one = node("one");
        other = node("other");
        owner = one.api();
    }

    @AfterAll
    static void close() {
        try (Postgresql _ = postgresql) {
            other.close();
            one.close();
        }
    }

    private static TestServer node(String name, String... more) {
        Path data = folder.resolve(name);
        return TestServer.start(data, onDatabase(TestServer.serve(data)).with(more));
    }

    private static Command onDatabase(Command command) {
        return command.with("--database-url", database, "--key-file", folder.resolve("key") + "");
    }

    /** A command, which opens the database beside the nodes. */
    private static Outcome run(String... words) {
        return onDatabase(Command.of(words).with("--data", folder.resolve("one") + ""))
                .stdin("a long enough password")
                .run()
                .ok();
    }

    private static Api newcomer(TestServer node, String handle) {
        run(
                "user",
                "add",
                "--handle",
                handle,
                "--name",
                handle,
                "--email",
                handle + "@example.org",
                "--password-stdin");
        return Api.of(node.issuer(), token(handle));
    }

    private static String token(String handle) {
        return run("token", "add", "--user", handle, "--name", "test").line();
    }

    @Test
    void bothServeTheSame() {
        assertThat(other.err()).as("only the first start makes an owner").doesNotContain("twp_");
        Work here = new Work(owner);
        Work there = new Work(Api.of(other.issuer(), one.token()));
        String project = here.project(here.workspace(), "# Shared");
        there.add(project, "from the other node").ok();
        here.add(project, "from the one").ok();

        assertThat(here.tasks(project, 10)).isEqualTo(there.tasks(project, 10)).hasSize(3);
        assertThat(Http.get(one.url("/oauth2/jwks")).body())
                .isEqualTo(Http.get(other.url("/oauth2/jwks")).body());
    }

    @Test
    void aRevokedTokenIsRefusedByTheOtherNode() {
        Api mia = newcomer(other, "mia");
        mia.get("/workspaces").ok();
        String id = run("token", "list", "--user", "mia", "--json")
                .json()
                .get(0)
                .path("id")
                .asString();

        run("token", "revoke", id);

        awaitStatus(401, mia, "/workspaces");
    }

    @Test
    void aDisabledPersonIsRefusedByTheOtherNode() {
        Api ben = newcomer(other, "ben");
        ben.get("/workspaces").ok();

        run("user", "disable", "--user", "ben");
        awaitStatus(401, ben, "/workspaces");

        run("user", "enable", "--user", "ben");
        awaitStatus(200, ben, "/workspaces");
    }

    @Test
    void aRemovedMemberIsRefusedByTheOtherNode() {
        Api zoe = newcomer(other, "zoe");
        String workspace =
                Work.id(owner.post("/workspaces", Map.of("name", "Garden")).ok().item());
        owner.post("/spaces/" + workspace + "/members", Map.of("handle", "zoe", "role", "viewer"))
                .ok();
        awaitStatus(200, zoe, "/workspaces/" + workspace + "/folders");

        owner.delete("/spaces/" + workspace + "/members/zoe").ok();

        awaitStatus(404, zoe, "/workspaces/" + workspace + "/folders");
    }

    @Test
    void aGuestWhoseInvitationEndsIsRefusedByTheOtherNode() {
        Api tim = newcomer(other, "tim");
        Work here = new Work(owner);
        String project = here.project(here.workspace(), "# Plan");
        owner.post("/projects/" + project + "/members", Map.of("handle", "tim", "role", "editor"))
                .ok();
        awaitStatus(200, tim, "/projects/" + project);

        owner.delete("/projects/" + project + "/members/tim").ok();

        awaitStatus(404, tim, "/projects/" + project);
        awaitStatus(404, tim, "/projects/" + project + "/tasks");
    }

    /** What lies in an open folder goes with the membership that opened it. */
    @Test
    void aRemovedMemberLosesEverythingInTheWorkspaceOnTheOtherNode() {
        Api kim = newcomer(other, "kim");
        String workspace = Work.id(
                owner.post("/workspaces", Map.of("name", "Orchard")).ok().item());
        String folder =
                Work.id(owner.post("/workspaces/" + workspace + "/folders", Map.of("name", "F", "access", "edit"))
                        .ok()
                        .item());
        String project = Work.id(
                owner.post("/projects", Map.of("folderId", folder, "contentType", "text/markdown", "content", "# P"))
                        .ok()
                        .item());
        owner.post("/spaces/" + workspace + "/members", Map.of("handle", "kim", "role", "editor"))
                .ok();
        awaitStatus(200, kim, "/projects/" + project + "/tasks");

        owner.delete("/spaces/" + workspace + "/members/kim").ok();

        awaitStatus(404, kim, "/projects/" + project + "/tasks");
        awaitStatus(404, kim, "/folders/" + folder + "/projects");
        awaitStatus(404, kim, "/folders/" + folder + "/medias");
    }

    @Test
    void aNodeWithAnotherKeyFileDoesNotStart() {
        Outcome outcome = TestServer.serve(folder.resolve("third"))
                .with("--database-url", database, "--key-file", folder.resolve("third-key") + "")
                .run();

        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.errLines()).hasSize(1);
        assertThat(outcome.err()).contains("key file");
    }

    /** While the first node goes, the second keeps answering. */
    @Test
    void aNodeMayLeave() {
        try (TestServer third = node("leaver")) {
            Api api = Api.of(third.issuer(), one.token());
            api.get("/workspaces").ok();
            assertThat(third.stop()).isZero();
        }
        owner.get("/workspaces").ok();
    }

    private static void awaitStatus(int status, Api api, String path) {
        Await.until(path + " answers " + status, AT_ONCE, () -> api.get(path).status() == status);
    }
}
