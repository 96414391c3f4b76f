package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored tree against a plain one in memory, under random inserts, moves and deletions. */
@EachDatabase
class TreeModelTest {
    private static final int CHECK_EVERY = 50;
    private static final List<Placement> PLACEMENTS = List.of(Placement.values());

    private final TestDatabase data;
    private final RandomGenerator random = Effort.random();
    private WorkParts work;
    private ProjectId project;

    /** A node of the plain tree. */
    static final class Plain {
        final TaskId id;
        final List<Plain> children = new ArrayList<>();
        Plain parent;

        Plain(TaskId id) {
            this.id = id;
        }

        void put(Plain child, Placement placement) {
            Plain above = placement.isSibling() ? parent : this;
            int at = switch (placement) {
                case BEFOREBEGIN -> above.children.indexOf(this);
                case AFTEREND -> above.children.indexOf(this) + 1;
                case AFTERBEGIN -> 0;
                case BEFOREEND -> above.children.size();
            };
            above.children.add(at, child);
            child.parent = above;
        }

        boolean holds(Plain other) {
            return other == this || (other.parent != null && holds(other.parent));
        }

        int depth() {
            return parent == null ? 0 : parent.depth() + 1;
        }

        int height() {
            return children.stream().mapToInt(child -> child.height() + 1).max().orElse(0);
        }

        void walk(List<Plain> into) {
            into.add(this);
            children.forEach(child -> child.walk(into));
        }
    }

    TreeModelTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        Caller.Person owner = work.person("owner");
        project = work.project(owner, work.workspace(owner, "W"), "# T").id();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void theStoredTreeIsTheTreeInMemory() {
        Plain title =
                new Plain(work.db.read(tx -> work.nodes.title(tx, project)).id());
        int steps = Effort.count(300, 20_000);
        for (int step = 1; step <= steps; step++) {
            List<Plain> all = new ArrayList<>();
            title.walk(all);
            step(title, all);
            if (step % CHECK_EVERY == 0) {
                check(title);
            }
        }
    }

    @Test
    void squeezingIntoOneGapMakesRoomAmongTheNeighboursOnly() {
        Plain title =
                new Plain(work.db.read(tx -> work.nodes.title(tx, project)).id());
        for (int i = 0; i < 40; i++) {
            insert(title, Placement.BEFOREEND);
        }
        Plain anchor = title.children.get(20);
        insert(anchor, Placement.BEFOREEND);
        NodePath last = stored(title.children.getLast()).path();
        for (int i = 0; i < 300; i++) {
            insert(anchor, Placement.AFTEREND);
        }
        check(title);
        assertThat(stored(title.children.getLast()).path()).isEqualTo(last);
    }

    private void step(Plain title, List<Plain> all) {
        Plain anchor = all.get(random.nextInt(all.size()));
        Placement placement = PLACEMENTS.get(random.nextInt(PLACEMENTS.size()));
        if (anchor == title && placement.isSibling()) {
            placement = Placement.BEFOREEND;
        }
        int dice = random.nextInt(10);
        Plain node = all.get(random.nextInt(all.size()));
        if (dice < 5 || all.size() < 10) {
            insert(anchor, placement);
        } else if (dice < 9 && node != title && !node.holds(anchor)) {
            move(node, anchor, placement);
        } else if (dice == 9 && node != title && node.height() < 3) {
            Node top = stored(node);
            work.db.write(tx -> work.nodes.remove(tx, project, top));
            node.parent.children.remove(node);
        }
    }

    private void insert(Plain anchor, Placement placement) {
        Plain above = placement.isSibling() ? anchor.parent : anchor;
        if (above.depth() < NodePath.DEEPEST) {
            NodeDraft leaf = new NodeDraft(NodeFormat.CHECKBOX, RichText.plain("x"), false);
            Node at = stored(anchor);
            Node node =
                    work.db.write(tx -> work.nodes.insert(tx, WorkParts.OPERATOR, project, leaf, at, placement, ""));
            anchor.put(new Plain(node.id()), placement);
        }
    }

    private void move(Plain node, Plain anchor, Placement placement) {
        Plain above = placement.isSibling() ? anchor.parent : anchor;
        if (above.depth() + 1 + node.height() <= NodePath.DEEPEST) {
            Node from = stored(node);
            Node at = stored(anchor);
            work.db.write(tx -> work.nodes.move(tx, project, from, at, placement, ""));
            if (node != anchor) {
                node.parent.children.remove(node);
                anchor.put(node, placement);
            }
        }
    }

    private Node stored(Plain node) {
        Optional<Node> found = work.db.read(tx -> work.nodes.find(tx, project, node.id));
        return found.orElseThrow();
    }

    /** Order, depth, parents, and that every rank kept its limit. */
    private void check(Plain title) {
        List<Plain> plain = new ArrayList<>();
        title.walk(plain);
        List<Node> nodes = work.db
                .read(tx -> work.nodes.walk(tx, project, new Window(100_000, null, null)))
                .items();
        assertThat(nodes)
                .extracting(Node::id)
                .containsExactlyElementsOf(plain.stream().map(p -> p.id).toList());
        for (int i = 1; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            assertThat(node.depth()).isEqualTo(plain.get(i).depth());
            assertThat(node.parentId()).isEqualTo(plain.get(i).parent.id);
            assertThat(node.path().rank().isTooLong()).isFalse();
        }
        List<TaskId> blocks =
                work.db.read(tx -> work.nodes.blocks(tx, project, new Window(100_000, null, null))).items().stream()
                        .map(Node::id)
                        .toList();
        assertThat(blocks)
                .containsExactlyElementsOf(
                        title.children.stream().map(p -> p.id).toList());
    }
}
