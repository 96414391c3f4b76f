package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.ShareChange;
import dev.taskwright.work.projects.ShareTier;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tree.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Share links, as a browser follows them in which nobody is signed in. */
@EachDatabase
class SharedPagesTest {
    private final TestDatabase data;
    private final Desks desks;
    private final Caller.Person ada;
    private final Space engines;
    private final Project plan;
    private final Browser visitor;

    SharedPagesTest(DatabaseKind kind) {
        data = kind.fresh();
        desks = new Desks(data.db());
        ada = desks.work.person("ada");
        engines = desks.work.workspace(ada, "Engines");
        plan = desks.work.project(ada, engines, "# Plan\n- [ ] one\n- [ ] two");
        visitor = desks.guest();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String url(ShareTier tier) {
        return desks.work.shareLinks.enable(ada, plan.id()).stream()
                .filter(link -> link.tier() == tier)
                .findFirst()
                .orElseThrow()
                .url(WorkParts.ISSUER)
                .substring(WorkParts.ISSUER.length());
    }

    private String enter(ShareTier tier) {
        Shown entered = visitor.get(url(tier));
        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.location()).startsWith("/shared/").doesNotContain("link=");
        return entered.location();
    }

    private List<Task> tasks() {
        return desks.work
                .tasks
                .list(ada, plan.id(), new Window(100, null, null))
                .items();
    }

    @Test
    void aLinkToLookShowsTheTreeAndTakesNothing() {
        String path = enter(ShareTier.VIEW);
        Shown page = visitor.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Plan", "one", "You may look").doesNotContain("/projects/", "Engines");
        assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
        String task = tasks().get(1).id().value();
        assertThat(visitor.post(path + "/tree", "complete", task).status()).isEqualTo(403);
        assertThat(visitor.post(path + "/tasks", "content", "mine").status()).isEqualTo(403);
        assertThat(tasks()).hasSize(3).noneMatch(Task::isCompleted);
    }

    @Test
    void aLinkToCheckCompletesAndEditsNothing() {
        String path = enter(ShareTier.CHECK);
        String task = tasks().get(1).id().value();
        visitor.get(path);
        assertThat(visitor.post(path + "/tree", "complete", task).location()).startsWith(path);
        assertThat(tasks().get(1).isCompleted()).isTrue();
        assertThat(visitor.post(path + "/tasks", "content", "mine").status()).isEqualTo(403);
        assertThat(visitor.get(path + "/tasks/" + task).status()).isEqualTo(403);
        assertThat(tasks()).hasSize(3);
    }

    @Test
    void aLinkToEditEditsTasksAndDisposesOfNothing() {
        String path = enter(ShareTier.EDIT);
        assertThat(visitor.get(path).body()).contains("Add a task").doesNotContain("Settings");
        String task = tasks().get(1).id().value();
        assertThat(visitor.post(path + "/tasks", "content", "three").location()).startsWith(path + "#t-");
        visitor.post(path + "/tasks/" + task, "content", "first");
        assertThat(visitor.get(path + "/tasks/" + task).body()).contains("first");
        assertThat(tasks().stream().map(Task::text)).containsExactly("Plan", "first", "two", "three");
        visitor.post(path + "/tasks/" + task + "/deletion");
        assertThat(tasks().stream().map(Task::text)).containsExactly("Plan", "two", "three");
        assertThat(visitor.get(path + "/settings").status()).isEqualTo(404);
        assertThat(visitor.get("/projects/" + plan.id()).location()).startsWith("/sign-in");
        assertThat(desks.work.db.read(tx -> desks.work.events.since(tx, 0, 1_000)).stream()
                        .filter(event -> event.actor().equals("visitor")))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.via()).startsWith("link:"));
    }

    @Test
    void whatOpensNothingIsNotFound() {
        assertThat(visitor.get("/shared?link=" + "x".repeat(43)).status()).isEqualTo(404);
        assertThat(visitor.get("/shared").status()).isEqualTo(404);
        String path = enter(ShareTier.VIEW);
        assertThat(desks.guest().get(path).status()).isEqualTo(404);
        assertThat(visitor.get("/shared/..%2F..%2F").status()).isEqualTo(404);
        assertThat(visitor.cookie("tw_share_" + path.substring(8), "made-up")
                        .get(path)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoIsInIsOutOnceTheLinkIs() {
        String path = enter(ShareTier.EDIT);
        assertThat(visitor.get(path).status()).isEqualTo(200);
        desks.work.shareLinks.rotate(ada, plan.id());
        assertThat(visitor.get(path).status()).isEqualTo(404);
        assertThat(visitor.post(path + "/tasks", "content", "late").status()).isEqualTo(404);
        assertThat(tasks()).hasSize(3);
    }

    @Test
    void aPasswordIsAskedForAndGuessingItTakesTime() {
        String url = url(ShareTier.VIEW);
        desks.work.shareLinks.change(ada, plan.id(), null, new ShareChange(false, null, true, "open sesame"));
        Shown asked = visitor.get(url);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("asks for a password").doesNotContain("one");
        String token = url.substring(url.indexOf('=') + 1);
        for (int i = 0; i < 5; i++) {
            Shown refused = visitor.post("/shared", "link", token, "password", "guess " + i);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("That is not the password");
        }
        assertThat(visitor.post("/shared", "link", token, "password", "open sesame")
                        .status())
                .isEqualTo(429);
        desks.work.clock.advance(Duration.ofMinutes(10));
        Shown in = visitor.post("/shared", "link", token, "password", "open sesame");
        assertThat(in.status()).isEqualTo(303);
        assertThat(visitor.get(in.location()).body()).contains("one");
    }

    @Test
    void theSharingPageSwitchesReplacesAndLimits() {
        Browser browser = desks.as(ada);
        String path = "/projects/" + plan.id() + "/sharing";
        assertThat(browser.get(path).body()).contains("Make links");
        browser.post(path, "act", "on");
        String on = browser.get(path).body();
        assertThat(on).contains("To look", "To complete tasks", "To edit", "/shared?link=");
        browser.post(path, "act", "rotate");
        assertThat(browser.get(path).body()).isNotEqualTo(on).contains("/shared?link=");
        browser.post(path, "act", "limit", "expiresAt", "2100-05-01", "password", "open sesame");
        assertThat(browser.get(path).body())
                .contains("2100-05-01", "New password")
                .doesNotContain("sesame");
        assertThat(browser.post(path, "act", "limit", "expiresAt", "someday").status())
                .isEqualTo(422);
        browser.post(path, "act", "off");
        assertThat(browser.get(path).body()).contains("Make links").doesNotContain("/shared?link=");
        Caller.Person viewer = desks.work.member(engines, Role.VIEWER);
        assertThat(desks.as(viewer).get(path).status()).isEqualTo(403);
    }

    @Test
    void theSettingsCompleteCopyAndMakeTemplates() {
        Browser browser = desks.as(ada);
        String path = "/projects/" + plan.id();
        browser.get(path + "/settings");
        browser.post(path + "/state", "act", "complete");
        assertThat(browser.get(path + "/settings").body()).contains("Take it out again");
        browser.post(path + "/state", "act", "restore");
        browser.post(path + "/state", "act", "mark");
        assertThat(browser.get(path + "/settings").body()).contains("Make it a project again", "from this template");
        Shown made = browser.post(path + "/copy", "folder", engines.id().value());
        assertThat(made.location()).startsWith("/projects/").isNotEqualTo(path);
        assertThat(browser.follow(made).body()).contains("one", "two");
    }
}
