package dev.taskwright.work.tree;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a project, node by node. Reads cost by the page: one range scan each. Writes take it that the caller has
 * checked access and holds the project's row, so that nobody else changes this tree meanwhile.
 */
public final class Nodes {
    /** How long a cursor meets everything exactly once that nobody touches; longer than anybody reads one list. */
    public static final Duration CURSOR_LIFE = Duration.ofDays(30);

    private final NodeStore store = new NodeStore();
    private final RespacingStore respacings = new RespacingStore();
    private final NodePages pages = new NodePages(store, respacings);
    private final SiblingRanks ranks;
    private final Supplier<TaskId> ids;
    private final InstantSource clock;

    /** {@code ids} makes a new id at each call. */
    public Nodes(Supplier<TaskId> ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
        this.ranks = new SiblingRanks(store, respacings, clock);
    }

    public Optional<Node> find(Tx tx, ProjectId project, TaskId id) {
        return store.find(tx, project, id);
    }

    /** The title node, which every project has. */
    public Node title(Tx tx, ProjectId project) {
        return store.title(tx, project);
    }

    /**
     * The pre-order walk of the whole tree, the title first.
     *
     * @throws ProblemException {@code Invalid} at the cursor's parameter when it is no node of the project
     */
    public Page<Node> walk(Tx tx, ProjectId project, Window window) {
        return pages.walk(tx, project, window);
    }

    /**
     * The blocks: what hangs directly below the title, in order.
     *
     * @throws ProblemException {@code Invalid} at the cursor's parameter when it is no block of the project
     */
    public Page<Node> blocks(Tx tx, ProjectId project, Window window) {
        return pages.blocks(tx, project, window);
    }

    /** Forgets what leads cursors along that are older than {@link #CURSOR_LIFE}. */
    public int forgetOld(Tx tx) {
        return respacings.deleteBefore(tx, clock.instant().minus(CURSOR_LIFE));
    }

    /** The sibling just above; empty for a first child. */
    public Optional<Node> previous(Tx tx, ProjectId project, Node node) {
        return ranks.below(tx, project, node.path().parent(), node.path());
    }

    /** The sibling just below; empty for a last child. */
    public Optional<Node> next(Tx tx, ProjectId project, Node node) {
        return ranks.above(tx, project, node.path().parent(), node.path());
    }

    /**
     * Numbers and places the nodes of a whole new tree. Costly for a large one, so called before the transaction.
     *
     * @throws ProblemException {@code Invalid} at {@code pointer} when the tree is deeper than 64 levels
     */
    public List<Node> grow(NodeDraft title, String pointer) {
        List<Node> nodes = new ArrayList<>();
        grow(title, null, NodePath.TITLE, pointer, nodes);
        return nodes;
    }

    private void grow(NodeDraft draft, @Nullable TaskId parent, NodePath path, String pointer, List<Node> nodes) {
        if (path.depth() > NodePath.DEEPEST) {
            throw tooDeep(pointer);
        }
        TaskId kept = draft.id();
        Node node = Node.of(kept == null ? ids.get() : kept, parent, path, draft, clock.instant());
        nodes.add(node);
        List<Rank> places = Rank.spread(null, null, draft.children().size());
        for (int i = 0; i < places.size(); i++) {
            grow(draft.children().get(i), node.id(), path.child(places.get(i)), pointer, nodes);
        }
    }

    /**
     * The whole tree of a project once more, each node under a new id, for another project.
     *
     * @param title the text of its title; null for the same one
     * @param reopened whether everything is open in it, whatever is completed here
     */
    public List<Node> regrow(Tx tx, ProjectId project, @Nullable String title, boolean reopened) {
        List<Node> nodes = all(tx, project);
        Map<TaskId, TaskId> fresh = new HashMap<>();
        List<Node> grown = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            TaskId parent = node.parentId() == null ? null : fresh.get(node.parentId());
            Node copy = node.as(ids.get(), parent);
            fresh.put(node.id(), copy.id());
            copy = title != null && copy.isTitle() ? copy.with(RichText.plain(title)) : copy;
            grown.add(reopened ? copy.completed(null) : copy);
        }
        return grown;
    }

    private List<Node> all(Tx tx, ProjectId project) {
        List<Node> nodes = new ArrayList<>(List.of(title(tx, project)));
        nodes.addAll(store.ascending(tx, project, "", NodePath.TITLE.end(), Integer.MAX_VALUE));
        return nodes;
    }

    /** Stores what {@link #grow} placed, all or a stretch of it, in a project that has none of these nodes yet. */
    public void plant(Tx tx, Caller caller, ProjectId project, List<Node> nodes) {
        store.insert(tx, project, nodes, author(caller), clock.instant());
    }

    private static @Nullable UserId author(Caller caller) {
        return caller instanceof Caller.Person person ? person.id() : null;
    }

    /**
     * Adds one node without children.
     *
     * @param anchor the title only with a placement that is no sibling's
     * @throws ProblemException {@code Invalid} at {@code pointer} when it would be deeper than 64 levels
     */
    public Node insert(
            Tx tx, Caller caller, ProjectId project, NodeDraft leaf, Node anchor, Placement placement, String pointer) {
        Gap gap = ranks.gap(tx, project, anchor, placement);
        if (gap.parent().depth() >= NodePath.DEEPEST) {
            throw tooDeep(pointer);
        }
        NodePath path = ranks.place(tx, project, gap);
        Node node = Node.of(ids.get(), parentAt(anchor, placement), path, leaf, clock.instant());
        store.insert(tx, project, List.of(node), author(caller), clock.instant());
        return node;
    }

    /**
     * Hangs a node with its subtree elsewhere; the very same node when it is there already.
     *
     * @param anchor neither the node nor below it; the title only with a placement that is no sibling's
     * @throws ProblemException {@code Invalid} at {@code pointer} when something would be deeper than 64 levels
     */
    public Node move(Tx tx, ProjectId project, Node node, Node anchor, Placement placement, String pointer) {
        Gap gap = ranks.gap(tx, project, anchor, placement);
        if (gap.touches(node.path())) {
            return node;
        }
        int below = store.deepest(tx, project, node.path()) - node.depth();
        if (gap.parent().depth() + 1 + below > NodePath.DEEPEST) {
            throw tooDeep(pointer);
        }
        NodePath path = ranks.place(tx, project, gap);
        Node present = store.find(tx, project, node.id()).orElseThrow(); // making room may have moved it along
        TaskId parent = parentAt(anchor, placement);
        store.updatePath(tx, project, present.path(), path);
        store.updateParent(tx, project, node.id(), parent, clock.instant());
        return present.at(parent, path);
    }

    public Node replaceContent(Tx tx, ProjectId project, Node node, RichText content) {
        Node changed = node.with(content);
        store.updateContent(tx, project, node.id(), changed.text(), changed.delta(), clock.instant());
        return changed;
    }

    public Node setCompleted(Tx tx, ProjectId project, Node node, boolean completed) {
        Instant now = clock.instant();
        Node changed = node.completed(completed ? now : null);
        store.updateCompleted(tx, project, node.id(), changed.completedAt(), now);
        return changed;
    }

    /** Removes a node with its subtree; returns how many nodes that were. */
    public int remove(Tx tx, ProjectId project, Node node) {
        return store.delete(tx, project, node.path());
    }

    /** The whole project as Markdown. */
    public String markdown(Tx tx, ProjectId project) {
        return MarkdownWriter.write(all(tx, project));
    }

    private static TaskId parentAt(Node anchor, Placement placement) {
        return placement.isSibling()
                ? Objects.requireNonNull(anchor.parentId(), "the title has no sibling")
                : anchor.id();
    }

    private static ProblemException tooDeep(String pointer) {
        return ProblemException.invalid(pointer, "would be nested deeper than " + NodePath.DEEPEST + " levels");
    }
}
