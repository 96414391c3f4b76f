package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completed, a template, shared with guests. */
@EachDatabase
class ProjectStateTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private String project;

    ProjectStateTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = "/projects/"
                + work.project(owner, workspace, "# P\n\n- [ ] a\n").id();
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void completingAndRestoringCanBeRepeated() {
        assertThat(api.post(owner, project + "/complete", "{}").at("item", "completed"))
                .isEqualTo(true);
        Answer again = api.post(owner, project + "/complete", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("item", "completed")).isEqualTo(true);
        assertThat(api.get(owner, project).at("item", "completed")).isEqualTo(true);
        assertThat(api.get(owner, project + "/tasks").each("items", "completed"))
                .containsOnly("false");
        assertThat(api.post(owner, project + "/restore", "").at("item", "completed"))
                .isEqualTo(false);
        assertThat(api.post(owner, project + "/restore", "").status()).isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("project.completed", "project.restored");
    }

    @Test
    void completedProjectsStayInTheirLists() {
        api.post(owner, project + "/complete", "");
        assertThat(api.get(owner, "/folders/" + workspace.id() + "/projects").each("items", "completed"))
                .containsExactly("true");
        assertThat(api.get(owner, "/me/projects").each("items", "completed")).containsExactly("true");
    }

    @Test
    void templatesAreListedAmongTemplatesOnly() {
        String templates = "/folders/" + workspace.id() + "/project-templates";
        assertThat(api.get(owner, templates).each("items", "id")).isEmpty();
        assertThat(api.put(owner, project + "/template", "").status()).isEqualTo(200);
        assertThat(api.get(owner, templates).text())
                .isEqualTo("{\"ok\":true,\"items\":[{\"id\":\"" + project.substring(10) + "\",\"name\":\"P\"}]}");
        assertThat(api.get(owner, "/folders/" + workspace.id() + "/projects").each("items", "id"))
                .isEmpty();
        assertThat(api.get(owner, "/me/projects").each("items", "id")).isEmpty();
        assertThat(api.get(owner, project).textAt("item", "name")).isEqualTo("P");
        assertThat(api.delete(owner, project + "/template").status()).isEqualTo(200);
        assertThat(api.get(owner, templates).each("items", "id")).isEmpty();
        assertThat(work.newEvents()).containsExactly("project.template_marked", "project.template_unmarked");
    }

    @Test
    void templatesComeInPages() {
        for (int i = 0; i < 3; i++) {
            work.clock.advance(Duration.ofSeconds(1));
            work.projects.setTemplate(
                    owner, work.project(owner, workspace, "# T" + i).id(), true);
        }
        String templates = "/folders/" + workspace.id() + "/project-templates?limit=2&page=";
        assertThat(api.get(owner, templates + 1).each("items", "name")).containsExactly("T2", "T1");
        assertThat(api.get(owner, templates + 2).each("items", "name")).containsExactly("T0");
        assertThat(api.get(owner, templates + 3).each("items", "name")).isEmpty();
        assertThat(api.get(owner, templates + 0).text()).contains("?page");
    }

    @Test
    void membersAreWhoeverSeesTheProjectEachOnce() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.VIEW);
        String inFolder = "/projects/" + work.project(owner, folder, "# Q").id();
        Caller.Person through = work.member(workspace, Role.VIEWER);
        Caller.Person guest = work.person("a-guest");
        work.guests.add(owner, new ProjectId(inFolder.substring(10)), "a-guest", Role.VIEWER);
        Answer all = api.get(owner, inFolder + "/members");
        assertThat(all.each("items", "handle")).containsExactly("owner", through.handle(), guest.handle());
        assertThat(all.text()).contains("displayName").doesNotContain("role");
        assertThat(api.get(owner, inFolder + "/members?limit=1&page=3").each("items", "handle"))
                .containsExactly("a-guest");
        assertThat(api.get(owner, inFolder + "/members?limit=1&page=4").each("items", "handle"))
                .isEmpty();
        work.folders.change(owner, folder.id(), null, FolderAccess.INVITE_ONLY);
        assertThat(api.get(owner, inFolder + "/members").each("items", "handle"))
                .containsExactly("owner", "a-guest");
    }

    @Test
    void aGuestSeesTheProjectAndNothingAroundIt() {
        Caller.Person guest = work.person("guest");
        assertThat(api.get(guest, project).status()).isEqualTo(404);
        Answer added = api.post(owner, project + "/members", "{\"handle\":\"@guest\",\"role\":\"checker\"}");
        assertThat(added.at("item", "role")).isEqualTo("checker");
        assertThat(api.get(guest, project).status()).isEqualTo(200);
        assertThat(api.get(guest, "/me/projects").each("items", "name")).containsExactly("P");
        assertThat(api.get(guest, "/folders/" + workspace.id() + "/projects").status())
                .isEqualTo(404);
        assertThat(api.get(guest, "/spaces/" + workspace.id() + "/members").status())
                .isEqualTo(404);
        String task = project + "/tasks/" + api.get(guest, project + "/tasks").textAt("items", 1, "id");
        assertThat(api.post(guest, task + "/complete", "").status()).isEqualTo(200);
        assertThat(api.delete(guest, task).status()).isEqualTo(403);
        assertThat(api.post(owner, project + "/members", "{\"handle\":\"guest\",\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(409);
        assertThat(api.delete(guest, project + "/members/guest").status()).isEqualTo(200);
        assertThat(api.get(guest, project).status()).isEqualTo(404);
        assertThat(work.newEvents())
                .containsExactly("user.added", "project.guest_added", "task.completed", "project.guest_removed");
    }

    /** An editor by invitation works in the project; where it lies and who gets in is for those around it. */
    @Test
    void aGuestDoesNotDisposeOfTheProject() {
        Caller.Person guest = work.person("guest");
        Space own = work.workspace(guest, "Own");
        api.post(owner, project + "/members", "{\"handle\":\"guest\",\"role\":\"editor\"}");
        assertThat(api.patch(guest, project, "{\"name\":\"Q\"}").status()).isEqualTo(200);
        Answer moved = api.put(guest, project + "/folder", "{\"folderId\":\"" + own.id() + "\"}");
        assertThat(moved.status()).isEqualTo(403);
        assertThat(moved.text()).contains("in the project's folder");
        assertThat(api.delete(guest, project).status()).isEqualTo(403);
        assertThat(api.post(guest, project + "/members", "{\"handle\":\"owner\",\"role\":\"viewer\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void guestsHaveRolesUpToEditor() {
        work.person("guest");
        assertThat(api.post(owner, project + "/members", "{\"handle\":\"guest\",\"role\":\"admin\"}")
                        .text())
                .contains("/role");
        assertThat(api.post(owner, project + "/members", "{\"handle\":\"nobody\",\"role\":\"viewer\"}")
                        .text())
                .contains("/handle");
        api.post(owner, project + "/members", "{\"handle\":\"guest\",\"role\":\"viewer\"}");
        assertThat(api.put(owner, project + "/members/guest", "{\"role\":\"editor\"}")
                        .at("item", "role"))
                .isEqualTo("editor");
        assertThat(api.put(owner, project + "/members/owner", "{\"role\":\"editor\"}")
                        .status())
                .isEqualTo(404);
    }
}
