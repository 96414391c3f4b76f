package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tree.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every form and every address of this room with what no page of ours would send: refused, never a bug. */
@EachDatabase
class MadeUpInputTest {
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "a\r\nSet-Cookie: x=y",
            "\u202e\ufeff\u2028",
            "👩🏽‍🔧",
            "//evil.example",
            "../..",
            "%00",
            "' OR 1=1 --",
            "z".repeat(5_000));

    private final TestDatabase data;
    private final Browser browser;
    private final String space;
    private final String project;
    private final String task;

    MadeUpInputTest(DatabaseKind kind) {
        data = kind.fresh();
        Desks desks = new Desks(data.db());
        Caller.Person ada = desks.work.person("ada");
        Space engines = desks.work.workspace(ada, "Engines");
        Project plan = desks.work.project(ada, engines, "# Plan\n- [ ] one");
        space = "/spaces/" + engines.id();
        project = "/projects/" + plan.id();
        task = project + "/tasks/"
                + desks.work
                        .tasks
                        .list(ada, plan.id(), new Window(2, null, null))
                        .items()
                        .getLast()
                        .id();
        browser = desks.as(ada);
        browser.get(project);
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void noFieldOfAnyFormMakesABug() {
        List<String[]> forms = List.of(
                new String[] {"/workspaces", "name"},
                new String[] {"/folders", "workspace", "name", "access"},
                new String[] {"/projects", "name", "folder", "markdown"},
                new String[] {space, "name"},
                new String[] {space + "/members", "handle", "role"},
                new String[] {space + "/members/ada", "role"},
                new String[] {project + "/tree", "complete", "after"},
                new String[] {project + "/tree", "up", "after"},
                new String[] {project + "/tasks", "content", "after"},
                new String[] {project + "/settings", "name", "folder"},
                new String[] {project + "/fields/new?type=Select", "displayName", "new-option-1", "defaultOption"},
                new String[] {project + "/fields/new?type=number", "displayName", "format", "measure"},
                new String[] {project + "/fields/new?type=Rating", "displayName", "max", "icon"},
                new String[] {project + "/fields/new?type=Password", "title", "minLength", "maxLength"},
                new String[] {task, "content", "after"},
                new String[] {task + "/below", "content", "place", "after"});
        for (String[] form : forms) {
            for (String value : VALUES) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i < form.length; i++) {
                    fields.addAll(List.of(form[i], value));
                }
                assertThat(browser.post(form[0], fields.toArray(String[]::new)).status())
                        .as(form[0] + " with " + value.strip())
                        .isLessThan(500);
            }
        }
    }

    @Test
    void noAddressMakesABug() {
        List<String> shapes = List.of(
                "/spaces/%s",
                "/spaces/%s/deletion",
                "/projects/%s",
                "/projects/%s/settings",
                project + "/fields/%s",
                project + "/fields/new?type=%s",
                project + "/tasks/%s",
                project + "?after=%s",
                project + "/tasks/%s/deletion?after=%<s",
                space + "?page=%s",
                "/folders/new?workspace=%s",
                "/projects/new?folder=%s");
        for (String shape : shapes) {
            for (String value : VALUES) {
                String path = shape.formatted(URLEncoder.encode(value, StandardCharsets.UTF_8));
                assertThat(browser.get(path).status()).as(path).isLessThan(500);
            }
        }
    }
}
