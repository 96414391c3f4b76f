package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.Reach;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tree.Window;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person whose token reaches some projects only. */
@EachDatabase
class ProjectReachTest {
    private final TestDatabase data;
    private final WorkParts work;
    private final ApiClient api;
    private final Caller.Person owner;
    private final Space workspace;
    private final Project project;
    private final Project other;

    ProjectReachTest(DatabaseKind kind) {
        data = kind.fresh();
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# Mine\n\n- [ ] a task\n");
        other = work.project(owner, workspace, "# Other\n\n- [ ] another task\n");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Caller.Person reaching(Caller.Person person, ProjectAction action) {
        return person.within(new Reach.Projects(Map.of(project.id(), action)));
    }

    @Test
    void whatIsMissingIsToldInTheWordsOfTheToken() {
        Answer answer = api.patch(reaching(owner, ProjectAction.READ), "/projects/" + project.id(), "{\"name\":\"N\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.textAt("message")).isEqualTo("The token allows read in this project; this needs edit");
    }

    /** Where the person themselves may not, no other token would help. */
    @Test
    void whatThePersonMayNotTheTokenMayNotEither() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        Answer answer =
                api.patch(reaching(viewer, ProjectAction.MANAGE), "/projects/" + project.id(), "{\"name\":\"N\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.textAt("message")).isEqualTo("This needs the role editor; you are viewer");
    }

    @Test
    void anAppThatMayReadDoesNotEndItsPersonsInvitation() {
        Caller.Person guest = work.person("guest");
        work.guests.add(owner, project.id(), "guest", Role.VIEWER);
        String path = "/projects/" + project.id() + "/members/guest";
        assertThat(api.delete(reaching(guest, ProjectAction.EDIT), path).status())
                .isEqualTo(403);
        assertThat(work.projectAccess(guest, project.id())).contains(Role.VIEWER);
        assertThat(api.delete(reaching(guest, ProjectAction.MANAGE), path).status())
                .isEqualTo(200);
    }

    @Test
    void aValueDoesNotPointOutOfReach() {
        FieldData.Relationship link = new FieldData.Relationship("Link");
        String field = work.fields.add(owner, project.id(), link).id().value();
        String task = task(project);
        String path = "/projects/" + project.id() + "/tasks/" + task + "/fields/" + field;
        String there = "{\"value\":\"" + other.id() + ":" + task(other) + "\"}";
        assertThat(api.put(reaching(owner, ProjectAction.EDIT), path, there).status())
                .isEqualTo(400);
        assertThat(api.put(owner, path, there).status()).isEqualTo(200);
    }

    @Test
    void manyProjectsAreListedInTheirOrderByPages() {
        Caller.Person both = owner.within(
                new Reach.Projects(Map.of(project.id(), ProjectAction.READ, other.id(), ProjectAction.EDIT)));
        work.project(owner, workspace, "# Third");
        work.projects.view(owner, project.id());
        assertThat(api.get(both, "/me/projects").each("items", "name")).containsExactlyInAnyOrder("Mine", "Other");
        assertThat(api.get(both, "/me/projects?limit=1&page=2").each("items", "name"))
                .hasSize(1);
        assertThat(api.get(both, "/me/projects?limit=1&page=3").each("items", "name"))
                .isEmpty();
    }

    private String task(Project of) {
        return work.tasks
                .list(owner, of.id(), new Window(10, null, null))
                .items()
                .get(1)
                .id()
                .value();
    }
}
