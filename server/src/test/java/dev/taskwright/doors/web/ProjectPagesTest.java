package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tree.Window;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A project and its tasks, as a browser without scripts sees them, and as htmx does. */
@EachDatabase
class ProjectPagesTest {
    private final TestDatabase data;
    private final Desks desks;
    private final Caller.Person ada;
    private final Space engines;
    private final Project plan;
    private final String path;
    private final Browser browser;

    ProjectPagesTest(DatabaseKind kind) {
        data = kind.fresh();
        desks = new Desks(data.db());
        ada = desks.work.person("ada");
        engines = desks.work.workspace(ada, "Engines");
        plan = desks.work.project(ada, engines, "# Plan\n- [ ] one\n- [ ] two\n  - [x] inner\n- [ ] three");
        path = "/projects/" + plan.id();
        browser = desks.as(ada);
        browser.get(path);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void theTreeIsShownInDepth() {
        String body = browser.get(path).body();

        assertThat(body).contains("<title>Plan · Taskwright</title>", "<h1 dir=\"auto\">Plan</h1>");
        assertThat(body).containsSubsequence("d0", "one", "d0", "two", "d1 done", "inner", "d0", "three");
    }

    @Test
    void tasksAreAdded() {
        Shown added = browser.post(path + "/tasks", "content", " **four** ");

        assertThat(added.location()).startsWith(path + "#t-");
        assertThat(browser.follow(added).body()).containsSubsequence("three", "<span class=\"bold\">four</span>");
        Task two = task("two");
        browser.post(taskPath(two) + "/below", "content", "below two", "place", "below");
        browser.post(taskPath(two) + "/below", "content", "inside two", "place", "inside");
        assertThat(outline()).isEqualTo("one, two, -inner, -inside two, below two, three, four");
    }

    @Test
    void anEmptyOrEndlessTaskIsRefusedWithWhatWasTyped() {
        assertThat(browser.post(path + "/tasks", "content", "  ").body()).contains("Write what is to be done");
        Shown refused = browser.post(path + "/tasks", "content", "y".repeat(2001));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("y".repeat(2001), "at most 2000 characters");
        assertThat(browser.post(path + "/tasks", "content", "a\u0000b").status())
                .isEqualTo(422);
        assertThat(browser.postRaw(path + "/tasks", "content=%FF").status()).isEqualTo(400);
        assertThat(outline()).isEqualTo("one, two, -inner, three");
    }

    @Test
    void tasksAreCompletedAndReopened() {
        act("complete", "one");
        assertThat(task("one").isCompleted()).isTrue();
        assertThat(browser.get(path).body()).contains("Reopen: one");

        act("reopen", "one");
        act("reopen", "inner");
        assertThat(task("one").isCompleted()).isFalse();
        assertThat(task("inner").isCompleted()).isFalse();
    }

    @Test
    void completingWhatIsCompletedSaysSo() {
        Shown again = act("complete", "inner");

        assertThat(again.status()).isEqualTo(303);
        assertThat(browser.follow(again).body()).contains("already completed");
    }

    @Test
    void tasksMoveUpDownInAndOut() {
        act("up", "two");
        assertThat(outline()).isEqualTo("two, -inner, one, three");
        act("down", "two");
        assertThat(outline()).isEqualTo("one, two, -inner, three");
        act("in", "three");
        assertThat(outline()).isEqualTo("one, two, -inner, -three");
        act("out", "inner");
        assertThat(outline()).isEqualTo("one, two, -three, inner");
        act("up", "one");
        act("out", "one");
        assertThat(outline()).isEqualTo("one, two, -three, inner");
    }

    @Test
    void aTaskIsEditedAsMarkdown() {
        Task one = task("one");
        browser.get(taskPath(one));
        browser.post(taskPath(one), "content", "now *bright* 2*3*4");

        assertThat(browser.get(path).body()).contains("now <span class=\"italic\">bright</span>");
        assertThat(browser.get(taskPath(one)).body()).contains("now *bright*");
        assertThat(browser.post(taskPath(one), "content", "").body()).contains("Write what is to be done");
    }

    @Test
    void savingAnUntouchedTaskChangesNothing() {
        Task tricky = add("snake_case and 2 * 3");
        String body = browser.get(taskPath(tricky)).body();
        desks.work.newEvents();

        browser.post(taskPath(tricky), "content", "snake_case and 2 * 3");

        assertThat(body).contains("snake_case and 2 * 3</textarea>");
        assertThat(desks.work.newEvents()).isEmpty();
    }

    @Test
    void deletingAsksFirst() {
        Task two = task("two");
        assertThat(browser.get(taskPath(two) + "/deletion").body()).contains("Delete this task?", "two");
        assertThat(outline()).contains("two");

        Shown deleted = browser.post(taskPath(two) + "/deletion");
        assertThat(browser.follow(deleted).body()).contains("The task is deleted.");
        assertThat(outline()).isEqualTo("one, three");
        assertThat(browser.post(taskPath(two) + "/deletion").status()).isEqualTo(404);
        assertThat(browser.follow(act("complete", two)).body()).contains("no longer there");
    }

    @Test
    void linksAreOfferedOnlyWhenTheyAreSafe() {
        add("see [docs](https://example.org/a?b=1&c=2) and [bad](javascript:alert(1))");

        String body = browser.get(path).body();

        assertThat(body)
                .contains("href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\"")
                .doesNotContain("javascript:");
    }

    @Test
    void textOfAnyScriptIsShownAsItIs() {
        for (String text :
                List.of("书 & \"quotes\"", "مهمة", "🧑‍🚀", "<b>no</b><script>x</script>", "z".repeat(2000))) {
            add(text.replace("<", "\\<"));
        }

        Shown page = browser.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("书 &amp; \"quotes\"", "مهمة", "🧑‍🚀", "&lt;script&gt;x", "z".repeat(2000))
                .doesNotContain("<script>x");
    }

    @Test
    void aLargeProjectIsShownInStretches() {
        String many = IntStream.rangeClosed(1, 250)
                .mapToObj(i -> "- [ ] number " + i + ".")
                .collect(Collectors.joining("\n"));
        Project large = desks.work.project(ada, engines, "# Large\n" + many);
        String start = "/projects/" + large.id();

        Shown first = browser.get(start);
        assertThat(first.body()).contains("number 100.").doesNotContain("number 101.");
        Shown second = browser.get(next(first));
        assertThat(second.body()).contains("number 101.", "number 200.").doesNotContain("number 201.");
        Shown last = browser.get(next(second));
        assertThat(last.body()).contains("number 250.", "From the start").doesNotContain("More tasks");
        assertThat(browser.get(start + "?after=gone").body()).contains("number 1.");
        assertThat(browser.get(start + "?after=%20").body()).contains("number 1.");
    }

    @Test
    void viewersLookCheckersTickEditorsEdit() {
        Browser viewer = desks.as(desks.work.member(engines, Role.VIEWER));
        Browser checker = desks.as(desks.work.member(engines, Role.CHECKER));
        Browser editor = desks.as(desks.work.member(engines, Role.EDITOR));
        Task one = task("one");

        assertThat(viewer.get(path).body())
                .contains("one", "You may look")
                .doesNotContain("data-act=", "Add a task", taskPath(one));
        assertThat(checker.get(path).body())
                .contains("data-act=\"done\"", "You may complete tasks")
                .doesNotContain("data-act=\"up\"", "Add a task");
        assertThat(editor.get(path).body()).contains("data-act=\"up\"", "Add a task");

        assertThat(viewer.post(path + "/tree", "complete", one.id().value()).status())
                .isEqualTo(403);
        assertThat(checker.post(path + "/tree", "complete", one.id().value()).status())
                .isEqualTo(303);
        assertThat(checker.post(path + "/tree", "up", one.id().value()).status())
                .isEqualTo(403);
        for (Browser reader : List.of(viewer, checker)) {
            assertThat(reader.post(path + "/tasks", "content", "x").status()).isEqualTo(403);
            assertThat(reader.get(taskPath(one)).status()).isEqualTo(403);
            assertThat(reader.post(taskPath(one), "content", "x").status()).isEqualTo(403);
            assertThat(reader.post(taskPath(one) + "/below", "content", "x").status())
                    .isEqualTo(403);
            assertThat(reader.post(taskPath(one) + "/deletion").status()).isEqualTo(403);
            assertThat(reader.get(path + "/settings").status()).isEqualTo(403);
            assertThat(reader.post(path + "/settings", "name", "x").status()).isEqualTo(403);
            assertThat(reader.post(path + "/deletion").status()).isEqualTo(403);
        }
        assertThat(outline()).isEqualTo("one, two, -inner, three");
    }

    @Test
    void aProjectIsRenamedMovedAndDeleted() {
        Space attic = desks.work.workspace(ada, "Attic");
        browser.get(path + "/settings");
        Shown saved = browser.post(
                path + "/settings", "name", "Plan C", "folder", attic.id().value());
        assertThat(browser.follow(saved).body()).contains("<h1 dir=\"auto\">Plan C</h1>", "Attic");
        assertThat(browser.post(path + "/settings", "name", "").status()).isEqualTo(422);

        assertThat(browser.get(path + "/deletion").body()).contains("Delete this project?");
        assertThat(browser.follow(browser.post(path + "/deletion")).body()).contains("Plan C is deleted.");
        assertThat(browser.get(path).status()).isEqualTo(404);
    }

    @Test
    void aScriptGetsTheTreeAlone() {
        browser.with("HX-Request", "true");
        Task one = task("one");

        Shown tree = act("complete", "one");
        assertThat(tree.status()).isEqualTo(200);
        assertThat(tree.body())
                .contains("id=\"tree\" data-focus=\"t-" + one.id() + "\"")
                .doesNotContain("<html");
        assertThat(browser.get(taskPath(one)).body()).contains("inline-edit").doesNotContain("<html");
        assertThat(browser.get(taskPath(one) + "/below").body())
                .contains("New task")
                .doesNotContain("<html");
        assertThat(browser.post(path + "/tasks", "content", "four").body()).contains("four", "data-focus=\"content\"");
        Shown refused = browser.post(path + "/tasks", "content", "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Write what is to be done").doesNotContain("<html");
        assertThat(browser.get("/projects/nowhere").header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void formsWithoutATokenChangeNothing() {
        Task one = task("one");
        for (String target : List.of("/tree", "/tasks", "/settings", "/deletion")) {
            assertThat(browser.postRaw(path + target, "complete=" + one.id() + "&content=x&name=x")
                            .status())
                    .as(target)
                    .isEqualTo(403);
        }
        assertThat(browser.postRaw(taskPath(one), "content=x").status()).isEqualTo(403);
        assertThat(browser.postRaw(taskPath(one) + "/deletion", "").status()).isEqualTo(403);
        assertThat(outline()).isEqualTo("one, two, -inner, three");
    }

    private Task add(String content) {
        Shown added = browser.post(path + "/tasks", "content", content);
        String id = added.location().substring(added.location().indexOf("#t-") + 3);
        return tasks().stream()
                .filter(task -> task.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Shown act(String act, String text) {
        return act(act, task(text));
    }

    private Shown act(String act, Task task) {
        return browser.post(path + "/tree", act, task.id().value());
    }

    private Task task(String text) {
        return tasks().stream()
                .filter(task -> task.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private List<Task> tasks() {
        return desks.work
                .tasks
                .list(ada, plan.id(), new Window(1000, null, null))
                .items();
    }

    /** Texts in reading order, a dash for each level below the first. */
    private String outline() {
        return tasks().stream()
                .filter(task -> !task.isTitle())
                .map(task -> "-".repeat(task.depth() - 1) + task.text())
                .collect(Collectors.joining(", "));
    }

    private String taskPath(Task task) {
        return path + "/tasks/" + task.id();
    }

    private static String next(Shown page) {
        return page.body().replaceAll("(?s).*id=\"more\" href=\"([^\"]*)\".*", "$1");
    }
}
