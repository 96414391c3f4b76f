package dev.taskwright.work.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class WorkspaceApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;

    WorkspaceApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "Research");
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void everybodySeesTheWorkspacesTheyAreMembersOfByName() {
        work.workspace(owner, "attic");
        Answer mine = api.get(owner, "/workspaces");
        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.each("items", "name")).containsExactly("attic", "Research");
        assertThat(api.get(work.person("stranger"), "/workspaces").text()).isEqualTo("{\"ok\":true,\"items\":[]}");
        assertThat(api.get(null, "/workspaces").status()).isEqualTo(401);
    }

    @Test
    void whoMakesAWorkspaceOwnsIt() {
        Answer made = api.post(owner, "/workspaces", "{\"name\":\" Attic \"}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("item", "name")).isEqualTo("Attic");
        assertThat(made.textAt("item", "id")).hasSize(16);
        assertThat(api.delete(owner, "/workspaces/" + made.textAt("item", "id")).status())
                .isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("workspace.created", "workspace.deleted");
    }

    @Test
    void aNameIsOneLineThatSaysSomething() {
        for (String body : new String[] {
            "{}",
            "{\"name\":\"\"}",
            "{\"name\":\"  \"}",
            "{\"name\":\"a\\nb\"}",
            "{\"name\":7}",
            "{\"name\":null}",
            "{\"name\":\"" + "x".repeat(201) + "\"}",
            "{\"name\":\"a\\u0000\"}"
        }) {
            Answer answer = api.post(owner, "/workspaces", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text()).contains("/name");
        }
        assertThat(work.newEvents()).isEmpty();
    }

    @Test
    void renamingNeedsAnAdminAndDeletingAnOwner() {
        String path = "/workspaces/" + workspace.id();
        Caller.Person admin = work.member(workspace, Role.ADMIN);
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        work.newEvents();
        assertThat(api.patch(editor, path, "{\"name\":\"X\"}").status()).isEqualTo(403);
        assertThat(api.patch(work.person("stranger"), path, "{\"name\":\"X\"}").status())
                .isEqualTo(404);
        assertThat(api.patch(admin, path, "{\"name\":\"Lab\"}").textAt("item", "name"))
                .isEqualTo("Lab");
        assertThat(api.delete(admin, path).status()).isEqualTo(403);
        assertThat(api.delete(owner, path).text()).isEqualTo("{\"ok\":true}");
        assertThat(api.delete(owner, path).status()).isEqualTo(404);
        assertThat(work.newEvents()).containsExactly("user.added", "workspace.changed", "workspace.deleted");
    }

    @Test
    void aFolderIsNoWorkspace() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        assertThat(api.patch(owner, "/workspaces/" + folder.id(), "{\"name\":\"X\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get(owner, "/workspaces/" + folder.id() + "/folders").status())
                .isEqualTo(404);
    }

    @Test
    void deletingAWorkspaceTakesItsFoldersAndProjects() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        String project = work.project(owner, folder, "# P").id().value();
        api.delete(owner, "/workspaces/" + workspace.id());
        assertThat(api.get(owner, "/projects/" + project).status()).isEqualTo(404);
        assertThat(api.get(owner, "/folders/" + folder.id() + "/projects").status())
                .isEqualTo(404);
    }
}
