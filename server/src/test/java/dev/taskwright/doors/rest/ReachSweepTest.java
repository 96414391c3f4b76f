package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.platform.operation.Method;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * For every operation there is: what the owner of everything may by a token that reaches one project only. What it needs
 * follows from the role that the operation states.
 */
@EachDatabase
class ReachSweepTest {
    /** They put something into a folder, and no folder is within reach. */
    private static final Set<String> INTO_A_FOLDER = Set.of("projectMove", "projectCopy");

    private final TestDatabase data;
    private final WorkParts work;
    private final ApiServer api;
    private final Map<Role, Caller.Person> people;
    private final Caller.Person owner;

    ReachSweepTest(DatabaseKind kind) {
        data = kind.fresh();
        work = new WorkParts(data.db());
        api = new ApiServer(work);
        owner = work.person("the-owner");
        people = Map.of(Role.OWNER, owner);
        work.person(Sweep.NEWCOMER);
        work.person(Sweep.LEAVER);
        work.person(Sweep.GUEST);
    }

    @AfterEach
    void close() {
        api.close();
        data.close();
    }

    @Test
    void itsActionsAndNoMoreInItsProject() {
        for (ProjectAction allowed : ProjectAction.values()) {
            Sweep sweep = new Sweep(work, people);
            for (Operation operation : aimedAtAProject()) {
                Map<String, Integer> before = Fingerprint.of(work.db);
                Answer answer = sweep.send(api, operation, token(sweep.project().id(), allowed));
                if (!allowed.includes(needed(operation))) {
                    refused(operation, 403, answer);
                    assertThat(answer.header("www-authenticate"))
                            .as(operation.id())
                            .startsWith("Bearer ")
                            .contains("error=\"insufficient_scope\"", "scope=\"api1\"", "resource_metadata=");
                    assertThat(Fingerprint.of(work.db)).isEqualTo(before);
                } else if (INTO_A_FOLDER.contains(operation.id())) {
                    refused(operation, 404, answer);
                    assertThat(Fingerprint.of(work.db)).isEqualTo(before);
                } else {
                    assertThat(answer.status()).as(operation + answer.body()).isEqualTo(200);
                    sweep = operation.method() == Method.GET ? sweep : new Sweep(work, people);
                }
            }
        }
    }

    @Test
    void noOtherProjectIsThere() {
        Sweep sweep = new Sweep(work, people);
        String token = token(new Sweep(work, people).project().id(), ProjectAction.MANAGE);
        Map<String, Integer> before = Fingerprint.of(work.db);
        aimedAtAProject().forEach(operation -> refused(operation, 404, sweep.send(api, operation, token)));
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void noSpaceIsThereNorAnythingInIt() {
        Sweep sweep = new Sweep(work, people);
        String token = token(sweep.project().id(), ProjectAction.MANAGE);
        Map<String, Integer> before = Fingerprint.of(work.db);
        for (Operation operation : work.operations.all()) {
            if (!operation.need().isAnybody() && !isAimedAtAProject(operation)) {
                refused(operation, 404, sweep.send(api, operation, token));
            }
        }
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void whatIsForEverybodyShowsTheProjectAlone() {
        Sweep sweep = new Sweep(work, people);
        Sweep other = new Sweep(work, people);
        String token = token(sweep.project().id(), ProjectAction.MANAGE);
        Map<String, Integer> before = Fingerprint.of(work.db);
        for (Operation operation : work.operations.all()) {
            if (operation.need().isAnybody()) {
                Answer answer = sweep.send(api, operation, token);
                assertThat(answer.status())
                        .as(operation + answer.body())
                        .isEqualTo(operation.method() == Method.GET ? 200 : 403);
                assertThat(answer.body())
                        .doesNotContain(other.project().id().value())
                        .doesNotContain(other.workspace().id().value());
            }
        }
        assertThat(api.call("GET", "/me/projects", token, "").body())
                .contains(sweep.project().id().value());
        assertThat(api.call("GET", "/workspaces", token, "").body()).contains("\"items\":[]");
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    /** The reach takes away, it does not give. */
    @Test
    void aStrangerStaysAStranger() {
        Sweep sweep = new Sweep(work, people);
        Caller.Person stranger = work.person("stranger");
        String token = api.tokenOf(
                stranger.within(new Reach.Projects(Map.of(sweep.project().id(), ProjectAction.MANAGE))));
        aimedAtAProject().forEach(operation -> refused(operation, 404, sweep.send(api, operation, token)));
    }

    private String token(ProjectId project, ProjectAction action) {
        return api.tokenOf(owner.within(new Reach.Projects(Map.of(project, action))));
    }

    private Iterable<Operation> aimedAtAProject() {
        return work.operations.all().stream()
                .filter(ReachSweepTest::isAimedAtAProject)
                .toList();
    }

    private static boolean isAimedAtAProject(Operation operation) {
        return operation.path().contains("{projectId}");
    }

    private static ProjectAction needed(Operation operation) {
        return switch (operation.need().where()) {
            case "folder of the project" -> ProjectAction.MANAGE;
            case "project" ->
                switch (Sweep.least(operation).orElseThrow()) {
                    case VIEWER -> ProjectAction.READ;
                    case CHECKER -> ProjectAction.CHECK;
                    case EDITOR -> ProjectAction.EDIT;
                    case ADMIN, OWNER -> ProjectAction.MANAGE;
                };
            // seeing it is all that copying it needs there
            default -> ProjectAction.READ;
        };
    }

    private static void refused(Operation operation, int status, Answer answer) {
        assertThat(answer.status()).as(operation + answer.body()).isEqualTo(status);
    }
}
