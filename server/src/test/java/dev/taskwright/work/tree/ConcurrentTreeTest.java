package dev.taskwright.work.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Effort;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tree.TreeModelTest.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One tree moved about by several writers at once, against a plain one to which the same is done in the same order. */
@EachDatabase
class ConcurrentTreeTest {
    private static final int WRITERS = 4;
    private static final int TASKS = 120;
    private static final List<Placement> PLACEMENTS = List.of(Placement.values());

    private final TestDatabase data;
    private final WorkParts work;
    private final Caller.Person owner;
    private final ProjectId project;
    private final List<TaskId> tasks = new ArrayList<>();

    /** What was committed; {@code revision} counts the project's changes. */
    private record Done(long revision, TaskId task, TaskId anchor, Placement placement) {}

    ConcurrentTreeTest(DatabaseKind kind) {
        data = kind.fresh();
        work = new WorkParts(data.db());
        owner = work.person("owner");
        project = work.project(owner, work.workspace(owner, "W"), "# T\n\n" + "- x\n".repeat(TASKS))
                .id();
        stored().forEach(node -> tasks.add(node.id()));
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void nothingIsLostDoubledOrHungBelowItself() throws InterruptedException, ExecutionException {
        Queue<Done> done = new ConcurrentLinkedQueue<>();
        int each = Effort.count(5_000, 200_000) / WRITERS;
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            RandomGenerator random = new Random(Effort.seed() + i);
            writers.add(() -> {
                for (int step = 0; step < each; step++) {
                    move(random, done);
                }
                return each;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isEqualTo(each);
            }
        }
        assertThat(done).hasSize(each * WRITERS);
        assertThat(stored()).extracting(Node::id).containsExactlyElementsOf(replayed(done));
        for (Node node : stored()) {
            assertThat(node.path().isTitle() || !node.path().rank().isTooLong()).isTrue();
        }
    }

    /** Also counts where nothing is moved, because it would be below itself or too deep. */
    private void move(RandomGenerator random, Queue<Done> done) {
        TaskId task = tasks.get(1 + random.nextInt(tasks.size() - 1));
        TaskId anchor = tasks.get(random.nextInt(tasks.size()));
        Placement placement = PLACEMENTS.get(random.nextInt(PLACEMENTS.size()));
        done.add(work.db.write(tx -> {
            work.projectAccess.lock(tx, owner, project, Role.EDITOR);
            Node from = node(tx, task);
            Node at = node(tx, anchor);
            boolean may = !from.holds(at) && !(at.isTitle() && placement.isSibling()) && at.depth() < 20;
            if (may) {
                work.nodes.move(tx, project, from, at, placement, "");
            }
            return new Done(revision(tx), task, may ? anchor : task, placement);
        }));
    }

    private Node node(Tx tx, TaskId id) {
        return work.nodes.find(tx, project, id).orElseThrow();
    }

    private long revision(Tx tx) {
        return tx.handle()
                .createQuery("SELECT revision FROM project WHERE id = :id")
                .bind("id", project.value())
                .mapTo(Long.class)
                .one();
    }

    private List<Node> stored() {
        return work.db
                .read(tx -> work.nodes.walk(tx, project, new Window(100_000, null, null)))
                .items();
    }

    private List<TaskId> replayed(Queue<Done> done) {
        Map<TaskId, Plain> plain = new HashMap<>();
        tasks.forEach(id -> plain.put(id, new Plain(id)));
        Plain title = plain.get(tasks.getFirst());
        tasks.stream().skip(1).forEach(id -> title.put(plain.get(id), Placement.BEFOREEND));
        done.stream().sorted(Comparator.comparingLong(Done::revision)).forEach(one -> {
            if (!one.anchor().equals(one.task())) {
                Plain node = plain.get(one.task());
                node.parent.children.remove(node);
                plain.get(one.anchor()).put(node, one.placement());
            }
        });
        List<Plain> all = new ArrayList<>();
        title.walk(all);
        return all.stream().map(node -> node.id).toList();
    }
}
