package dev.taskwright.acceptance.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Visit;
import dev.taskwright.acceptance.harness.Work;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A project in a real browser: all of it by keyboard, and all of it without scripts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectPageTest {
    private Chromium chromium;
    private Stage stage;
    private Work work;
    private String project;

    @BeforeAll
    void open(@TempDir Path data) {
        chromium = Chromium.launch();
        stage = new Stage(data);
    }

    @AfterAll
    void close() {
        stage.close();
        chromium.close();
    }

    @BeforeEach
    void plant() {
        work = new Work(stage.api);
        project = work.project(stage.workspace, "# Plan\n- [ ] one\n- [ ] two\n  - [ ] inner\n- [ ] three");
    }

    @Test
    void everyActHasAKey() {
        try (Visit visit = chromium.visit()) {
            Page page = enter(visit);
            page.focus("#tree .task");
            press(page, "ArrowDown", "Space");
            assertThat(page.locator("#tree .task.done").textContent()).contains("two");
            press(page, "Alt+ArrowUp");
            requireOutline(page, "two, -inner, one, three");
            press(page, "Alt+ArrowDown");
            requireOutline(page, "one, two, -inner, three");
            press(page, "ArrowDown", "ArrowDown", "Alt+ArrowRight");
            requireOutline(page, "one, two, -inner, -three");
            press(page, "Alt+ArrowLeft", "Enter");
            page.keyboard().type(", edited");
            press(page, "Enter", "a");
            page.keyboard().type("four");
            press(page, "Enter");
            requireOutline(page, "one, two, -inner, three, edited, four");
            assertThat(page.evaluate("document.activeElement.textContent").toString())
                    .as("the new task has the focus")
                    .contains("four");
            page.keyboard().press("Delete");
            page.click("#confirm");
            page.waitForSelector(".notice");
            requireOutline(page, "one, two, -inner, three, edited");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void tasksAreTypedOneAfterAnother() {
        try (Visit visit = chromium.visit()) {
            Page page = enter(visit);
            page.click("#content");
            for (String text : new String[] {"four", "five"}) {
                page.keyboard().type(text);
                page.keyboard().press("Enter");
                page.waitForCondition(() -> page.inputValue("#content").isEmpty());
            }
            requireOutline(page, "one, two, -inner, three, four, five");
        }
    }

    @Test
    void everythingWorksWithoutScripts() {
        try (Visit visit = chromium.visitWithoutScripts()) {
            Page page = enter(visit);
            page.fill("#content", "four");
            page.click(".add button");
            requireOutline(page, "one, two, -inner, three, four");
            page.click("#tree .task:nth-child(1) .check");
            page.waitForSelector("#tree .task.done");
            page.hover("#tree .task:nth-child(1)");
            page.click("#tree .task:nth-child(1) [name=down]");
            requireOutline(page, "two, -inner, one, three, four");
            page.click("#tree .task:nth-child(3) .words");
            page.fill("#content", "first");
            page.click("#save");
            requireOutline(page, "two, -inner, first, three, four");
            page.click("#tree .task:nth-child(4) .words");
            page.click("text=Delete");
            page.click("#confirm");
            requireOutline(page, "two, -inner, first, four");
        }
    }

    private Page enter(Visit visit) {
        stage.signIn(visit);
        visit.page().waitForURL(stage.server.url("/").toString());
        visit.open(stage.server.url("/projects/" + project));
        return visit.page();
    }

    /** Each key waits until what it started has settled. */
    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            page.waitForCondition(() -> page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
                            .count()
                    == 0);
        }
    }

    /** A click returns before its form is answered, so what the server holds is awaited. */
    private void requireOutline(Page page, String expected) {
        try {
            page.waitForCondition(() -> outline().equals(expected));
        } catch (TimeoutError late) {
            assertThat(outline()).isEqualTo(expected);
        }
    }

    /** What the API says: texts in reading order, a dash for each level below the first. */
    private String outline() {
        Map<String, Integer> depths = new HashMap<>();
        StringJoiner outline = new StringJoiner(", ");
        for (JsonNode task : work.tasks(project, 100)) {
            int depth = depths.getOrDefault(task.path("parentId").asString(""), -2) + 1;
            depths.put(Work.id(task), depth);
            if (depth >= 0) {
                outline.add("-".repeat(depth) + Work.text(task));
            }
        }
        return outline.toString();
    }
}
