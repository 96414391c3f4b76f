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
class FolderApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private String folders;

    FolderApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        folders = "/workspaces/" + workspace.id() + "/folders";
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void theFirstFolderIsHomeWithTheIdOfTheWorkspace() {
        api.post(owner, folders, "{\"name\":\"Papers\"}");
        Answer answer = api.get(owner, folders);
        assertThat(answer.each("items", "name")).containsExactly("Home", "Papers");
        assertThat(answer.textAt("items", 0, "id")).isEqualTo(workspace.id().value());
        assertThat(api.get(work.person("stranger"), folders).status()).isEqualTo(404);
    }

    @Test
    void aNewFolderIsByInvitationAndBelongsToItsMaker() {
        Answer made = api.post(owner, folders, "{\"name\":\"Papers\"}");
        assertThat(made.textAt("item", "access")).isEqualTo("invite_only");
        assertThat(made.textAt("item", "workspaceId")).isEqualTo(workspace.id().value());
        assertThat(work.newEvents()).containsExactly("folder.created");
        Caller.Person admin = work.member(workspace, Role.ADMIN);
        assertThat(api.get(admin, folders).each("items", "name")).containsExactly("Home");
        String path = "/folders/" + made.textAt("item", "id");
        assertThat(api.patch(admin, path, "{\"name\":\"X\"}").status()).isEqualTo(404);
    }

    @Test
    void makingAFolderNeedsAnAdmin() {
        assertThat(api.post(work.member(workspace, Role.EDITOR), folders, "{\"name\":\"F\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.post(work.member(workspace, Role.ADMIN), folders, "{\"name\":\"F\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void nameAndAccessAreChangedTogetherOrEachAlone() {
        String path = "/folders/"
                + work.folders
                        .add(owner, workspace.id(), "F", FolderAccess.INVITE_ONLY)
                        .id();
        work.newEvents();
        assertThat(api.patch(owner, path, "{\"name\":\"G\"}").textAt("item", "access"))
                .isEqualTo("invite_only");
        assertThat(api.patch(owner, path, "{\"access\":\"edit\"}").textAt("item", "name"))
                .isEqualTo("G");
        assertThat(api.patch(owner, path, "{\"name\":\"G\",\"access\":\"edit\"}")
                        .status())
                .isEqualTo(200);
        assertThat(api.patch(owner, path, "{}").status()).isEqualTo(400);
        assertThat(api.patch(owner, path, "{\"access\":\"everyone\"}").text()).contains("/access");
        assertThat(work.newEvents()).containsExactly("folder.changed", "folder.changed");
    }

    @Test
    void homeIsChangedWithItsWorkspaceOnly() {
        assertThat(api.patch(owner, "/folders/" + workspace.id(), "{\"name\":\"X\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.delete(owner, "/folders/" + workspace.id()).status()).isEqualTo(400);
    }

    @Test
    void deletingNeedsAnOwnerOfTheFolder() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        Caller.Person admin = work.member(folder, Role.ADMIN);
        work.newEvents();
        assertThat(api.delete(admin, "/folders/" + folder.id()).status()).isEqualTo(403);
        assertThat(api.delete(owner, "/folders/" + folder.id()).status()).isEqualTo(200);
        assertThat(work.newEvents()).containsExactly("folder.deleted");
    }
}
