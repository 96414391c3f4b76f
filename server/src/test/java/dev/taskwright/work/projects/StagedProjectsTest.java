package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tree.MarkdownReader;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.Window;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Projects too large for one transaction. */
@EachDatabase
class StagedProjectsTest {
    private static final int TASKS = 2 * StagedProjects.BITE + 500;
    private static final String LARGE = "# Large\n\n" + "- task\n".repeat(TASKS);

    private final TestDatabase data;
    private WorkParts work;
    private Caller.Person owner;
    private Space workspace;

    StagedProjectsTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private int size(ProjectId id) {
        return work.tasks
                .list(owner, id, new Window(100_000, null, null))
                .items()
                .size();
    }

    private List<Node> tree() {
        return work.nodes.grow(new MarkdownReader().read(LARGE), "/content");
    }

    @Test
    void aLargeProjectIsThereWholeWithOneEvent() {
        Project made = work.project(owner, workspace, LARGE);
        assertThat(size(made.id())).isEqualTo(TASKS + 1);
        assertThat(work.newEvents()).containsExactly("project.created");
        assertThat(work.projects.mine(owner, ViewOrder.LATEST_FIRST, 10, 1)).containsExactly(made);
    }

    /** Whoever looks meanwhile finds it whole or not at all. */
    @Test
    void nobodyEverSeesHalfAProject() {
        CompletableFuture<Project> making = CompletableFuture.supplyAsync(() -> work.project(owner, workspace, LARGE));
        boolean isDone;
        do {
            isDone = making.isDone();
            for (Project seen : work.projects.inFolder(owner, workspace.id())) {
                assertThat(size(seen.id())).isEqualTo(TASKS + 1);
            }
        } while (!isDone);
        assertThat(work.projects.inFolder(owner, workspace.id())).containsExactly(making.join());
    }

    @Test
    void whatIsBeingFilledIsNotThereForAnybody() {
        Project project = halfAProject();
        for (Caller caller : List.of(owner, WorkParts.OPERATOR)) {
            assertThat(work.projects.inFolder(caller, workspace.id())).isEmpty();
            assertThat(work.projects.mine(caller, ViewOrder.LATEST_FIRST, 10, 1))
                    .isEmpty();
            assertThatThrownBy(() -> work.projects.get(caller, project.id())).hasMessage("Project not found");
            assertThatThrownBy(() -> work.projects.rename(caller, project.id(), "Mine"))
                    .hasMessage("Project not found");
            assertThatThrownBy(() -> work.projects.delete(caller, project.id())).hasMessage("Project not found");
        }
    }

    @Test
    void whatAStoppedProcessLeftBehindIsRemovedWhenItIsOld() {
        Map<String, Integer> before = Fingerprint.of(work.db);
        halfAProject();
        work.projects.staged().forgetGivenUp();
        assertThat(Fingerprint.of(work.db)).isNotEqualTo(before);
        work.clock.advance(Duration.ofHours(2));
        work.projects.staged().forgetGivenUp();
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    private Project halfAProject() {
        ProjectStore store = new ProjectStore();
        Project project = new Project(work.projects.newId(), workspace.id(), "Large");
        return work.db.write(tx -> {
            store.insert(tx, project, owner.id(), work.clock.instant());
            store.stage(tx, project.id(), work.clock.instant());
            work.nodes.plant(tx, owner, project.id(), tree().subList(0, 10));
            return project;
        });
    }

    /** Somebody loses their role while their text is on its way. */
    @Test
    void whoMayNoLongerPutItThereLeavesNothing() {
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        Map<String, Integer> before = Fingerprint.of(work.db);
        AtomicInteger asked = new AtomicInteger();
        Project project = new Project(work.projects.newId(), workspace.id(), "Large");
        assertThatThrownBy(() -> work.projects.staged().bring(editor, project, tree(), tx -> {
                    if (asked.incrementAndGet() > 1) {
                        throw ProblemException.forbidden("not any more");
                    }
                }))
                .hasMessage("not any more");
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    @Test
    void aFolderThatIsDeletedMeanwhileTakesItAlong() {
        Space folder = work.folders.add(owner, workspace.id(), "F", FolderAccess.EDIT);
        Project project = new Project(work.projects.newId(), folder.id(), "Large");
        Map<String, Integer> before = Fingerprint.of(work.db);
        AtomicInteger bites = new AtomicInteger();
        List<Node> tree = new AbstractList<>() {
            private final List<Node> all = tree();

            @Override
            public Node get(int index) {
                return all.get(index);
            }

            @Override
            public int size() {
                return all.size();
            }

            @Override
            public List<Node> subList(int from, int to) {
                if (bites.incrementAndGet() == 2) {
                    work.folders.delete(owner, folder.id());
                }
                return all.subList(from, to);
            }
        };
        assertThatThrownBy(() -> work.projects.staged().bring(owner, project, tree, tx -> {}))
                .hasMessage("Folder not found");
        assertThat(Fingerprint.of(work.db).get("node")).isEqualTo(before.get("node"));
    }
}
