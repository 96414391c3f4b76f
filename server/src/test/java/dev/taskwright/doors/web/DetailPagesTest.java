package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.Upload;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tree.Window;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hangs at a task, as a browser without scripts sees and changes it. */
@EachDatabase
class DetailPagesTest {
    private final TestDatabase data;
    private final Desks desks;
    private final Caller.Person ada;
    private final Space engines;
    private final Project plan;
    private final Task task;
    private final String path;
    private final Browser browser;

    DetailPagesTest(DatabaseKind kind) {
        data = kind.fresh();
        desks = new Desks(data.db());
        ada = desks.work.person("ada");
        engines = desks.work.workspace(ada, "Engines");
        plan = desks.work.project(ada, engines, "# Plan\n- [ ] one");
        task = desks.work
                .tasks
                .list(ada, plan.id(), new Window(2, null, null))
                .items()
                .get(1);
        path = "/projects/" + plan.id() + "/tasks/" + task.id() + "/details";
        browser = desks.as(ada);
        browser.get(path);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Hung hung() {
        return desks.work.taskDetails.hung(ada, plan.id(), List.of(task.id())).getFirst();
    }

    @Test
    void peopleAreTickedAndUnticked() {
        Caller.Person jane = desks.work.member(engines, Role.VIEWER);
        assertThat(browser.post(path + "/assignees", "handle", jane.handle()).location())
                .isEqualTo(path);
        assertThat(hung().assignees()).extracting(Assignee::handle).containsExactly(jane.handle());
        assertThat(browser.get(path).body()).contains("value=\"" + jane.handle() + "\" checked");
        assertThat(browser.post(path + "/assignees").status()).isEqualTo(303);
        assertThat(hung().assignees()).isEmpty();
        assertThat(browser.post(path + "/assignees", "handle", "nobody").status())
                .isEqualTo(422);
    }

    @Test
    void aDateIsSavedShownInTheTreeAndRemoved() {
        browser.post(
                path + "/date",
                "start-date",
                "2026-05-04",
                "start-time",
                "09:30",
                "start-timezone",
                "Europe/Vienna",
                "end-date",
                "",
                "end-time",
                "");
        assertThat(browser.get("/projects/" + plan.id()).body()).contains("2026-05-04 09:30</a>");
        Shown wrong = browser.post(path + "/date", "start-date", "2026-02-30", "start-timezone", "Mars/North");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"start-date-error\"");
        Shown backwards = browser.post(path + "/date", "start-date", "2026-05-04", "end-date", "2026-05-03");
        assertThat(backwards.body()).contains("must not be before the start");
        assertThat(hung().date()).isNotNull();
        browser.post(path + "/date", "remove", "yes");
        assertThat(hung().date()).isNull();
    }

    @Test
    void aNoteIsSavedAndItsMarkupIsShown() {
        browser.post(path + "/note", "note", "see **here**", "markdown", "yes");
        assertThat(browser.get(path).body()).contains("<span class=\"bold\">here</span>");
        assertThat(browser.post(path + "/note", "note", " ").status()).isEqualTo(422);
        browser.post(path + "/note", "note", "\"><i>");
        assertThat(Objects.requireNonNull(hung().note()).type()).isEqualTo("text/plain");
        assertThat(browser.get(path).body()).doesNotContain("\"><i>");
    }

    @Test
    void fieldsAreFilledAndEmptied() {
        FieldData.Option open = new FieldData.Option("o", "Open", "a", null, null);
        FieldId state = desks.work
                .fields
                .add(ada, plan.id(), new FieldData.Select("State", null, Map.of("o", open), null, null))
                .id();
        FieldId stars = desks.work
                .fields
                .add(ada, plan.id(), new FieldData.Rating("Stars", 3, "star"))
                .id();
        browser.post(path + "/fields/" + state, "value", "o");
        browser.post(path + "/fields/" + stars, "value", "2");
        assertThat(hung().values()).hasSize(2);
        assertThat(browser.get(path).body()).contains("value=\"o\" selected");
        Shown wrong = browser.post(path + "/fields/" + stars, "value", "9");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("from 0 to 3", "field-" + stars + "-error");
        browser.post(path + "/fields/" + state, "value", "");
        browser.post(path + "/fields/" + stars, "value", "2", "remove", "yes");
        assertThat(hung().values()).isEmpty();
    }

    @Test
    void whoMayOnlyLookSeesAndChangesNothing() {
        Browser viewer = desks.as(desks.work.member(engines, Role.VIEWER));
        String body = viewer.get(path).body();
        assertThat(body).contains("Nobody", "No date").doesNotContain("/assignees\"");
        assertThat(viewer.post(path + "/note", "note", "x").status()).isEqualTo(403);
        assertThat(desks.as(desks.work.person("stranger")).get(path).status()).isEqualTo(404);
        assertThat(hung().isNothing()).isTrue();
    }

    @Test
    void filesAreListedDownloadedAndDeleted() {
        String files = "/spaces/" + engines.id() + "/files";
        assertThat(browser.get(files).body()).contains("No files here", "multipart/form-data");
        var file = desks.work.medias.upload(
                ada, engines.id(), "a <b>.txt", new Upload(new ByteArrayInputStream(new byte[] {'a'}), null));
        assertThat(browser.get(files).body()).contains("a &lt;b&gt;.txt", "document, 1 bytes");
        Shown download = browser.get("/files/" + file.id());
        assertThat(download.body()).isEqualTo("a");
        assertThat(desks.as(desks.work.person("stranger"))
                        .get("/files/" + file.id())
                        .status())
                .isEqualTo(404);
        browser.post("/files/" + file.id() + "/deletion");
        assertThat(browser.get(files).body()).contains("No files here");
    }
}
