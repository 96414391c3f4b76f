package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.ApiClient;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachDatabase
class ProjectListApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;

    ProjectListApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Project project(Space space, String name) {
        work.clock.advance(Duration.ofSeconds(1));
        return work.project(owner, space, "# " + name);
    }

    @Test
    void aFolderListsItsOwnProjectsTheLatestChangedFirst() {
        Project first = project(workspace, "first");
        project(workspace, "second");
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        project(folder, "elsewhere");
        String path = "/folders/" + workspace.id() + "/projects";
        assertThat(api.get(owner, path + "?limit=100").each("items", "name")).containsExactly("second", "first");
        work.clock.advance(Duration.ofSeconds(1));
        work.projects.rename(owner, first.id(), "first again");
        assertThat(api.get(owner, path).each("items", "name")).containsExactly("first again", "second");
        assertThat(api.get(work.person("stranger"), path).status()).isEqualTo(404);
        assertThat(api.get(null, path).status()).isEqualTo(401);
    }

    @Test
    void mineAreSortedByWhenILastLooked() {
        Project one = project(workspace, "one");
        project(workspace, "two");
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        work.clock.advance(Duration.ofSeconds(1));
        work.projects.view(viewer, one.id());
        assertThat(api.get(owner, "/me/projects").each("items", "name")).containsExactly("two", "one");
        assertThat(api.get(viewer, "/me/projects").each("items", "name")).containsExactly("one", "two");
        assertThat(api.get(viewer, "/me/projects?sort=viewed-asc").each("items", "name"))
                .containsExactly("two", "one");
        assertThat(api.get(work.person("stranger"), "/me/projects").text()).isEqualTo("{\"ok\":true,\"items\":[]}");
    }

    @Test
    void mineAreThoseOfEverySpaceThatISee() {
        Space open = work.folders.add(owner, workspace.id(), "Open", FolderAccess.VIEW);
        Space closed = work.folders.add(owner, workspace.id(), "Closed", FolderAccess.INVITE_ONLY);
        project(open, "open");
        project(closed, "closed");
        project(workspace, "home");
        Caller.Person member = work.member(workspace, Role.VIEWER);
        Caller.Person guest = work.member(closed, Role.VIEWER);
        assertThat(api.get(member, "/me/projects").each("items", "name")).containsExactlyInAnyOrder("open", "home");
        assertThat(api.get(guest, "/me/projects").each("items", "name")).containsExactly("closed");
    }

    @Test
    void readingOverTheApiIsNoLook() {
        Project one = project(workspace, "one");
        project(workspace, "two");
        work.clock.advance(Duration.ofSeconds(1));
        api.get(owner, "/projects/" + one.id());
        api.get(owner, "/projects/" + one.id() + "/tasks");
        assertThat(api.get(owner, "/me/projects").each("items", "name")).containsExactly("two", "one");
    }

    @Test
    void pagesAreCountedFromOneAndEndEmpty() {
        for (int i = 0; i < 5; i++) {
            project(workspace, "p" + i);
        }
        assertThat(api.get(owner, "/me/projects?limit=2&page=1").each("items", "name"))
                .containsExactly("p4", "p3");
        assertThat(api.get(owner, "/me/projects?limit=2&page=3").each("items", "name"))
                .containsExactly("p0");
        assertThat(api.get(owner, "/me/projects?limit=2&page=4").each("items", "name"))
                .isEmpty();
        assertThat(api.get(owner, "/me/projects?limit=2&page=2147483647").status())
                .isEqualTo(200);
        assertThat(api.get(owner, "/me/projects?limit=1000").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=-1", "limit=x", "page=0", "sort=name", "limit=1&limit=2", "page=99999999999"})
    void brokenParametersAreNamed(String query) {
        ApiClient.Answer answer = api.get(owner, "/me/projects?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.textAt("message")).startsWith("?" + query.substring(0, query.indexOf('=')));
    }
}
