package dev.taskwright.work.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.TaskAddress;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class CopyApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private Project source;
    private TaskAddress done;

    CopyApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeSource() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        source = work.project(owner, workspace, "# Source\n\n- [ ] **open**\n  - [ ] below\n- [x] done\n");
        done = new TaskAddress(
                source.id(), new TaskId(tasks(source.id().value()).textAt("items", 3, "id")));
        work.taskDetails.setNote(owner, done, new Note("text/plain", "why"));
        work.taskDetails.setDate(owner, done, new TaskDate(new Moment(LocalDate.of(2026, 5, 1), null, null), null));
        FieldId next = work.fields
                .add(owner, source.id(), new FieldData.Relationship("Next"))
                .id();
        api.put(
                owner,
                "/projects/" + source.id() + "/tasks/" + done.task() + "/fields/" + next,
                "{\"value\":\"" + done.task() + "\"}");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Answer tasks(String project) {
        return api.get(owner, "/projects/" + project + "/tasks");
    }

    private Answer copy(Caller.Person who, String into, String more) {
        return api.post(who, "/projects/" + source.id() + "/copy", "{\"folderId\":\"" + into + "\"" + more + "}");
    }

    private Answer make(Caller.Person who, ProjectId template, String into) {
        return api.post(
                who, "/projects/from-template", "{\"folderId\":\"" + into + "\",\"templateId\":\"" + template + "\"}");
    }

    @Test
    void aCopyHasEverythingUnderNewIds() {
        work.newEvents();
        Answer made = copy(owner, workspace.id().value(), "");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("item", "name")).isEqualTo("Source");
        String id = made.textAt("item", "id");
        Answer before = tasks(source.id().value());
        Answer after = tasks(id);
        assertThat(after.each("items", "text")).isEqualTo(before.each("items", "text"));
        assertThat(after.each("items", "completed")).isEqualTo(before.each("items", "completed"));
        assertThat(after.each("items", "id")).doesNotContainAnyElementsOf(before.each("items", "id"));
        assertThat(after.textAt("items", 2, "parentId")).isEqualTo(after.textAt("items", 1, "id"));
        String task = "/projects/" + id + "/tasks/" + after.textAt("items", 3, "id");
        assertThat(api.get(owner, task + "/note").text()).contains("why");
        assertThat(api.get(owner, task + "/date").text()).contains("2026-05-01");
        assertThat(api.get(owner, "/projects/" + id + "/fields").text())
                .isEqualTo(
                        api.get(owner, "/projects/" + source.id() + "/fields").text());
        assertThat(api.get(owner, task + "/fields").textAt("items", 0, "value"))
                .isEqualTo(after.textAt("items", 3, "id"));
        assertThat(work.newEvents()).containsExactly("project.created");
    }

    @Test
    void aCopyMayHaveATitleOfItsOwn() {
        assertThat(copy(owner, workspace.id().value(), ",\"projectTitle\":\" Again \"")
                        .textAt("item", "name"))
                .isEqualTo("Again");
        assertThat(copy(owner, workspace.id().value(), ",\"projectTitle\":\"  \"")
                        .status())
                .isEqualTo(400);
        assertThat(copy(owner, workspace.id().value(), ",\"projectTitle\":\"\"").status())
                .isEqualTo(400);
        assertThat(copy(owner, workspace.id().value(), ",\"projectTitle\":\"a\\nb\"")
                        .text())
                .contains("/projectTitle");
    }

    @Test
    void aCopyIsOpenAndNoTemplateWhateverTheSourceIs() {
        work.projects.complete(owner, source.id());
        work.projects.setTemplate(owner, source.id(), true);
        Answer made = copy(owner, workspace.id().value(), "");
        assertThat(made.at("item", "completed")).isEqualTo(false);
        assertThat(api.get(owner, "/folders/" + workspace.id() + "/projects").each("items", "id"))
                .containsExactly(made.textAt("item", "id"));
    }

    @Test
    void onlyAssigneesWhoSeeTheFolderComeAlong() {
        Space other = work.workspace(owner, "Other");
        Caller.Person both = work.member(workspace, Role.EDITOR);
        Caller.Person one = work.member(workspace, Role.EDITOR);
        work.members.add(owner, other.id(), both.handle(), Role.VIEWER);
        work.assignments.set(owner, done, List.of(both.handle(), one.handle()));
        String id = copy(owner, other.id().value(), "").textAt("item", "id");
        String task = "/projects/" + id + "/tasks/" + tasks(id).textAt("items", 3, "id");
        assertThat(api.get(owner, task + "/assignees").each("items", "handle")).containsExactly(both.handle());
    }

    @Test
    void copyingNeedsSightOfTheSourceAndAnEditorInTheFolder() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        Space own = work.workspace(viewer, "Own");
        Caller.Person stranger = work.person("stranger");
        Space strangers = work.workspace(stranger, "Theirs");
        Map<String, Integer> before = Fingerprint.of(work.db);
        assertThat(copy(viewer, workspace.id().value(), "").status()).isEqualTo(403);
        assertThat(copy(stranger, strangers.id().value(), "").status()).isEqualTo(404);
        assertThat(copy(owner, strangers.id().value(), "").status()).isEqualTo(404);
        assertThat(copy(owner, source.id().value(), "").status()).isEqualTo(404);
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
        assertThat(copy(viewer, own.id().value(), "").status()).isEqualTo(200);
    }

    @Test
    void aTemplateMakesProjectsInWhichEverythingIsOpen() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        work.assignments.set(owner, done, List.of("owner"));
        work.projects.setTemplate(owner, source.id(), true);
        Answer made = make(owner, source.id(), folder.id().value());
        assertThat(made.status()).isEqualTo(200);
        String id = made.textAt("item", "id");
        Answer after = tasks(id);
        assertThat(after.each("items", "text")).containsExactly("Source", "open", "below", "done");
        assertThat(after.each("items", "completed")).containsOnly("false");
        String task = "/projects/" + id + "/tasks/" + after.textAt("items", 3, "id");
        assertThat(api.get(owner, task + "/assignees").each("items", "handle")).isEmpty();
        assertThat(api.get(owner, task + "/date").text()).contains("2026-05-01");
        assertThat(api.get(owner, "/projects/" + id + "/fields").each("items", "id"))
                .hasSize(1);
    }

    @Test
    void anOrdinaryProjectAndATemplateOutOfSightAreNotFound() {
        assertThat(make(owner, source.id(), workspace.id().value()).status()).isEqualTo(404);
        work.projects.setTemplate(owner, source.id(), true);
        Caller.Person stranger = work.person("stranger");
        Space theirs = work.workspace(stranger, "Theirs");
        Answer refused = make(stranger, source.id(), theirs.id().value());
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text()).contains("Template not found");
    }
}
