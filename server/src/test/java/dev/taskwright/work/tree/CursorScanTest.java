package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists read a page at a time while others squeeze so much into one gap that ranks around the cursor are given anew. */
@EachDatabase
class CursorScanTest {
    private static final int STILL = 40;

    /** The pages after which somebody squeezes: what they leave behind has to be read too. */
    private static final int DISTURBED = 4;

    /** More than fit between two short ranks before their neighbours have to move. */
    private static final int SQUEEZED = 160;

    private final TestDatabase data;
    private final RandomGenerator random = Effort.random();
    private final RespacingStore respacings = new RespacingStore();
    private WorkParts work;
    private ProjectId project;

    CursorScanTest(DatabaseKind kind) {
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

    /** Which list, and which way. */
    enum Scan {
        TREE,
        TREE_BACKWARDS,
        BLOCKS,
        BLOCKS_BACKWARDS;

        boolean isBackwards() {
            return this == TREE_BACKWARDS || this == BLOCKS_BACKWARDS;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyTouchesIsMetExactlyOnceWhateverRanksBecome(Scan scan) {
        for (int round = 0; round < Effort.count(2, 60); round++) {
            List<TaskId> still = new ArrayList<>();
            List<TaskId> busy = new ArrayList<>();
            for (int i = 0; i < STILL; i++) {
                (i % 3 == 2 ? busy : still).add(insert(title(), Placement.BEFOREEND));
            }
            long before = last();
            List<TaskId> met = scan(scan, still, busy);
            List<TaskId> metStill = met.stream().filter(still::contains).toList();
            assertThat(last()).as("ranks were given anew").isGreaterThan(before);
            assertThat(metStill).doesNotHaveDuplicates();
            assertThat(metStill).isEqualTo(scan.isBackwards() ? still.reversed() : still);
        }
    }

    private List<TaskId> scan(Scan scan, List<TaskId> still, List<TaskId> busy) {
        List<TaskId> met = new ArrayList<>();
        Cursor cursor = null;
        if (scan.isBackwards()) {
            TaskId end = insert(title(), Placement.BEFOREEND);
            cursor = Cursor.of(end);
        }
        for (int pages = 0; ; pages++) {
            int limit = pages < DISTURBED ? 1 + random.nextInt(6) : 100;
            Page<Node> page = page(scan, limit, cursor);
            List<TaskId> ids = page.items().stream().map(Node::id).toList();
            met.addAll(scan.isBackwards() ? ids.reversed() : ids);
            String next = page.nextCursor();
            if (next == null) {
                return met;
            }
            cursor = new Cursor(next);
            if (pages < DISTURBED) {
                disturb(page.items(), still, busy);
            }
        }
    }

    private Page<Node> page(Scan scan, int limit, Cursor cursor) {
        Window window = scan.isBackwards() ? new Window(limit, null, cursor) : new Window(limit, cursor, null);
        return work.db.read(tx -> scan == Scan.TREE || scan == Scan.TREE_BACKWARDS
                ? work.nodes.walk(tx, project, window)
                : work.nodes.blocks(tx, project, window));
    }

    /** Takes busy ones away around the page's ends, and crowds the gaps beside the still ones there. */
    private void disturb(List<Node> page, List<TaskId> still, List<TaskId> busy) {
        for (Node node : List.of(page.getFirst(), page.getLast())) {
            if (busy.remove(node.id()) && random.nextInt(3) > 0) {
                work.db.write(tx -> work.nodes.remove(tx, project, stored(node.id())));
            }
        }
        List<TaskId> near = page.stream().map(Node::id).filter(still::contains).toList();
        TaskId anchor =
                near.isEmpty() ? still.get(random.nextInt(still.size())) : near.get(random.nextInt(near.size()));
        Placement side = random.nextBoolean() ? Placement.AFTEREND : Placement.BEFOREBEGIN;
        work.db.write(tx -> {
            for (int i = 0; i < SQUEEZED; i++) {
                Node at = work.nodes.find(tx, project, anchor).orElseThrow();
                NodeDraft leaf = new NodeDraft(NodeFormat.CHECKBOX, RichText.plain("new"), false);
                busy.add(work.nodes
                        .insert(tx, WorkParts.OPERATOR, project, leaf, at, side, "")
                        .id());
            }
            return anchor;
        });
        TaskId moved = busy.remove(busy.size() - 1);
        work.db.write(tx -> work.nodes.move(
                tx, project, stored(moved), stored(still.get(random.nextInt(still.size()))), Placement.AFTEREND, ""));
    }

    private Node title() {
        return work.db.read(tx -> work.nodes.title(tx, project));
    }

    private Node stored(TaskId id) {
        return work.db.read(tx -> work.nodes.find(tx, project, id)).orElseThrow();
    }

    private TaskId insert(Node anchor, Placement placement) {
        NodeDraft leaf = new NodeDraft(NodeFormat.CHECKBOX, RichText.plain("x"), false);
        return work.db
                .write(tx -> work.nodes.insert(tx, WorkParts.OPERATOR, project, leaf, anchor, placement, ""))
                .id();
    }

    private long last() {
        return work.db.read(tx -> respacings.last(tx, project));
    }

    @Test
    void whatLeadsOldCursorsAlongIsForgottenAfterAMonth() {
        Node anchor = stored(insert(title(), Placement.BEFOREEND));
        insert(title(), Placement.BEFOREEND);
        for (int i = 0; i < SQUEEZED; i++) {
            insert(stored(anchor.id()), Placement.AFTEREND);
        }
        assertThat(last()).isPositive();
        work.clock.advance(Nodes.CURSOR_LIFE.minus(Duration.ofDays(1)));
        assertThat(work.db.write(work.nodes::forgetOld)).isZero();
        work.clock.advance(Duration.ofDays(2));
        assertThat(work.db.write(work.nodes::forgetOld)).isPositive();
        assertThat(last()).isZero();
    }
}
