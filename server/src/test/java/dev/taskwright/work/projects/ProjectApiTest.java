package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class ProjectApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;

    ProjectApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Answer create(Caller.Person who, Space folder, String type, String content) {
        return api.post(
                who,
                "/projects",
                Json.text(Map.of("folderId", folder.id().value(), "contentType", type, "content", content)));
    }

    @Test
    void markdownBecomesATitleWithTasks() {
        Answer made = create(owner, workspace, "text/markdown", "# AP-TEST\n\n- a\n- b");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.textAt("item", "name")).isEqualTo("AP-TEST");
        assertThat(made.textAt("item", "id")).hasSize(16);
        Answer tasks = api.get(owner, "/projects/" + made.textAt("item", "id") + "/tasks");
        assertThat(tasks.each("items", "text")).containsExactly("AP-TEST", "a", "b");
        assertThat(Json.text(tasks.at("items", 0))).doesNotContain("parentId");
        assertThat(tasks.at("items", 1, "parentId")).isEqualTo(tasks.at("items", 0, "id"));
        assertThat(work.newEvents()).containsExactly("project.created");
    }

    @Test
    void plainTextIsOneTaskPerLine() {
        Answer made = create(owner, workspace, "text/plain", "Shopping *now*\n\n- milk\n eggs ");
        assertThat(made.textAt("item", "name")).isEqualTo("Shopping *now*");
        assertThat(api.get(owner, "/projects/" + made.textAt("item", "id") + "/tasks")
                        .each("items", "text"))
                .containsExactly("Shopping *now*", "- milk", "eggs");
    }

    @Test
    void emptyContentIsAnUntitledProject() {
        assertThat(create(owner, workspace, "text/markdown", "").textAt("item", "name"))
                .isEqualTo("Untitled");
    }

    @Test
    void aWorkspacesOwnPathMakesItInHome() {
        String path = "/workspaces/" + workspace.id() + "/projects";
        Answer made = api.post(owner, path, "{\"contentType\":\"text/markdown\",\"content\":\"# P\"}");
        assertThat(made.textAt("item", "name")).isEqualTo("P");
        assertThat(api.get(owner, "/folders/" + workspace.id() + "/projects").each("items", "name"))
                .containsExactly("P");
        assertThat(api.post(owner, path, "{\"contentType\":\"text/plain\",\"content\":\"P\"}")
                        .status())
                .isEqualTo(400);
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        assertThat(api.post(
                                owner,
                                "/workspaces/" + folder.id() + "/projects",
                                "{\"contentType\":\"text/markdown\",\"content\":\"# P\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void creatingNeedsAnEditorOfTheFolder() {
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        Caller.Person stranger = work.person("stranger");
        work.newEvents();
        assertThat(create(checker, workspace, "text/markdown", "# P").status()).isEqualTo(403);
        assertThat(create(stranger, workspace, "text/markdown", "# P").status()).isEqualTo(404);
        assertThat(work.newEvents()).isEmpty();
        assertThat(create(editor, workspace, "text/markdown", "# P").status()).isEqualTo(200);
    }

    @Test
    void contentHasItsLimits() {
        assertThat(create(owner, workspace, "text/markdown", "x".repeat(1 << 20))
                        .status())
                .isEqualTo(200);
        assertThat(create(owner, workspace, "text/markdown", "x".repeat((1 << 20) + 1))
                        .status())
                .isEqualTo(413);
        assertThat(create(owner, workspace, "text/markdown", "\u00e9".repeat((1 << 19) + 1))
                        .status())
                .isEqualTo(413);
        assertThat(create(owner, workspace, "text/markdown", "a\u0000b").text()).contains("/content");
        assertThat(create(owner, workspace, "text/html", "x").text()).contains("/contentType");
        StringBuilder deep = new StringBuilder("# T\n\n");
        for (int level = 0; level < 64; level++) {
            deep.append("  ".repeat(level)).append("- l\n");
        }
        assertThat(create(owner, workspace, "text/markdown", deep.toString()).status())
                .isEqualTo(200);
        deep.append("  ".repeat(64)).append("- too deep\n");
        Answer tooDeep = create(owner, workspace, "text/markdown", deep.toString());
        assertThat(tooDeep.status()).isEqualTo(400);
        assertThat(tooDeep.text()).contains("/content", "64 levels");
    }

    @Test
    void aProjectIsReadByThoseWhoSeeItsFolder() {
        Project project = work.project(owner, workspace, "# P");
        String path = "/projects/" + project.id();
        assertThat(api.get(work.member(workspace, Role.VIEWER), path).text())
                .isEqualTo("{\"ok\":true,\"item\":{\"id\":\"%s\",\"name\":\"P\",\"completed\":false}}"
                        .formatted(project.id()));
        assertThat(api.get(work.person("stranger"), path).status()).isEqualTo(404);
        assertThat(api.get(owner, "/projects/nowhere").status()).isEqualTo(404);
    }

    @Test
    void renamingChangesTheTitleNode() {
        Project project = work.project(owner, workspace, "# *P*");
        String path = "/projects/" + project.id();
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        work.newEvents();
        assertThat(api.patch(owner, path, "{\"name\":\" Plan **B** \"}").textAt("item", "name"))
                .isEqualTo("Plan **B**");
        assertThat(api.get(owner, path + "/tasks").textAt("items", 0, "text")).isEqualTo("Plan **B**");
        assertThat(api.patch(owner, path, "{\"name\":\"Plan **B**\"}").status()).isEqualTo(200);
        assertThat(api.patch(checker, path, "{\"name\":\"X\"}").status()).isEqualTo(403);
        assertThat(api.patch(owner, path, "{\"name\":\" \"}").status()).isEqualTo(400);
        assertThat(work.newEvents()).containsExactly("project.renamed");
    }

    @Test
    void movingNeedsAnEditorInBothFolders() {
        Space from = work.folders.add(owner, workspace.id(), "From", FolderAccess.INVITE_ONLY);
        Space to = work.folders.add(owner, workspace.id(), "To", FolderAccess.INVITE_ONLY);
        Project project = work.project(owner, from, "# P");
        Caller.Person editor = work.member(from, Role.EDITOR);
        String path = "/projects/" + project.id() + "/folder";
        String body = "{\"folderId\":\"" + to.id() + "\"}";
        work.newEvents();
        assertThat(api.put(editor, path, body).status()).isEqualTo(404);
        work.members.add(owner, to.id(), editor.handle(), Role.CHECKER);
        assertThat(api.put(editor, path, body).status()).isEqualTo(403);
        work.members.setRole(owner, to.id(), editor.handle(), Role.EDITOR);
        work.newEvents();
        assertThat(api.put(editor, path, body).status()).isEqualTo(200);
        assertThat(api.put(editor, path, body).status()).isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("project.moved");
        assertThat(api.get(owner, "/folders/" + to.id() + "/projects").each("items", "name"))
                .containsExactly("P");
        assertThat(api.get(owner, "/folders/" + from.id() + "/projects").text()).contains("\"items\":[]");
    }

    @Test
    void aProjectMovedAwayIsGoneForThoseWhoDoNotSeeItsNewFolder() {
        Project project = work.project(owner, workspace, "# P");
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        Space hidden = work.folders.add(owner, workspace.id(), "Hidden", FolderAccess.INVITE_ONLY);
        work.projects.move(owner, project.id(), hidden.id());
        assertThat(api.get(viewer, "/projects/" + project.id()).status()).isEqualTo(404);
        assertThat(api.get(viewer, "/projects/" + project.id() + "/tasks").status())
                .isEqualTo(404);
    }

    @Test
    void deletingTakesTheTasksAlong() {
        Project project = work.project(owner, workspace, "# P\n\n- a");
        Caller.Person checker = work.member(workspace, Role.CHECKER);
        String path = "/projects/" + project.id();
        work.newEvents();
        assertThat(api.delete(checker, path).status()).isEqualTo(403);
        assertThat(api.delete(owner, path).text()).isEqualTo("{\"ok\":true}");
        assertThat(api.delete(owner, path).status()).isEqualTo(404);
        assertThat(api.get(owner, path + "/tasks").status()).isEqualTo(404);
        assertThat(work.newEvents()).containsExactly("project.deleted");
    }

    @Test
    void aLargeProjectGoesInAndComesOutAsMarkdown() {
        StringBuilder text = new StringBuilder("# Big\n\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  ".repeat(i % 3))
                    .append("- [ ] task number ")
                    .append(i)
                    .append('\n');
        }
        ProjectId id = work.project(owner, workspace, text.toString()).id();
        Answer page = api.get(owner, "/projects/" + id + "/tasks?limit=1000");
        assertThat(page.each("items", "text")).hasSize(1000).contains("task number 998");
        assertThat(work.projects.markdown(owner, id)).isEqualTo(text.toString());
    }
}
