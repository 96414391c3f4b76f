package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.tasks.NewTask;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class NodesTest {
    private final TestDatabase data;
    private WorkParts work;
    private Caller.Person owner;
    private Space workspace;

    NodesTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private List<Node> walk(ProjectId project) {
        return work.db
                .read(tx -> work.nodes.walk(tx, project, new Window(10_000, null, null)))
                .items();
    }

    /** Ranks hold capitals and small letters, which a linguistic collation would mix. */
    @Test
    void theOrderOfPathsIsBytewiseOnEveryDatabase() {
        String markdown = "# T\n\n" + "- x\n".repeat(500);
        ProjectId project = work.project(owner, workspace, markdown).id();
        List<Node> nodes = walk(project);
        assertThat(nodes).hasSize(501).extracting(Node::path).isSorted();
        assertThat(nodes).extracting(node -> node.path().value()).anyMatch(path -> path.matches("[A-Z].*"));
        assertThat(nodes).extracting(node -> node.path().value()).anyMatch(path -> path.matches("[a-z].*"));
    }

    @Test
    void formattingIsKeptBesideTheBareText() {
        ProjectId project = work.projects
                .create(owner, workspace.id(), ContentType.MARKDOWN, "# T\n\n- **a** b\n- plain")
                .id();
        List<Node> nodes = walk(project);
        assertThat(nodes.get(1).text()).isEqualTo("a b");
        assertThat(Trees.marked(nodes.get(1).content())).isEqualTo("<bold>a<> b");
        assertThat(nodes.get(2).delta()).isNull();
        assertThat(nodes.get(2).content()).isEqualTo(RichText.plain("plain"));
    }

    @Test
    void movingWritesTheSubtreeAndLeavesTheSiblingsAlone() {
        ProjectId project =
                work.project(owner, workspace, "# T\n\n- a\n  - a1\n- b\n- c\n").id();
        List<Node> before = walk(project);
        work.db.write(
                tx -> work.nodes.move(tx, project, before.get(1), before.get(4), Placement.AFTEREND, "/target/taskId"));
        List<Node> after = walk(project);
        assertThat(after).extracting(Node::text).containsExactly("T", "b", "c", "a", "a1");
        assertThat(after).contains(before.get(0), before.get(3), before.get(4));
        assertThat(after.get(4).parentId()).isEqualTo(after.get(3).id());
    }

    @Test
    void manyWhoWriteAtOnceLeaveOneTree() throws Exception {
        ProjectId project = work.project(owner, workspace, "# T\n\n- a\n").id();
        TaskId anchor = walk(project).get(1).id();
        Callable<Integer> writer = () -> {
            for (int i = 0; i < 10; i++) {
                NewTask wanted = new NewTask(ContentType.PLAIN, "x", anchor, Placement.AFTEREND);
                Task made = work.tasks
                        .create(owner, project, List.of(wanted, wanted))
                        .getFirst();
                work.tasks.move(owner, new TaskAddress(project, made.id()), anchor, Placement.AFTERBEGIN);
            }
            return 20;
        };
        int made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers =
                    Stream.generate(() -> threads.submit(writer)).limit(6).toList();
            for (Future<Integer> one : writers) {
                made += one.get();
            }
        }
        List<Node> nodes = walk(project);
        assertThat(nodes).hasSize(made + 2);
        assertThat(nodes.stream().map(Node::path).distinct()).hasSize(made + 2);
        assertThat(nodes.stream().filter(node -> anchor.equals(node.parentId())))
                .hasSize(made / 2);
        assertThat(work.tasks.get(owner, new TaskAddress(project, anchor)).depth())
                .isEqualTo(1);
    }

    @Test
    void aDeepSubtreeMovesWhole() {
        StringBuilder markdown = new StringBuilder("# T\n\n- other\n");
        IntStream.range(0, 60)
                .forEach(level -> markdown.append("  ".repeat(level)).append("- l\n"));
        ProjectId project = work.project(owner, workspace, markdown.toString()).id();
        List<Node> nodes = walk(project);
        work.db.write(tx -> work.nodes.move(tx, project, nodes.get(2), nodes.get(1), Placement.BEFOREEND, ""));
        List<Node> after = walk(project);
        assertThat(after.getLast().depth()).isEqualTo(61);
        assertThat(after)
                .extracting(Node::depth)
                .containsExactlyElementsOf(IntStream.range(0, 62).boxed().toList());
    }
}
