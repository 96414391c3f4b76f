package dev.taskwright.work.tree;

import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.db.Tx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a free place among the children of a node, and makes room where ranks have grown too long: then, and only then,
 * siblings near the place get new ranks, as few of them as it takes, and cursors learn of it by a {@link Respacing}.
 */
final class SiblingRanks {
    private static final int FIRST_REACH = 8;
    private static final int WIDER = 4;

    /** New ranks are at most this long, which leaves room for dozens of further squeezes before the next time. */
    private static final int COMFORTABLE = Rank.LONGEST / 2;

    private final NodeStore store;
    private final RespacingStore respacings;
    private final InstantSource clock;

    SiblingRanks(NodeStore store, RespacingStore respacings, InstantSource clock) {
        this.store = store;
        this.respacings = respacings;
        this.clock = clock;
    }

    /** The place that a placement means. */
    Gap gap(Tx tx, ProjectId project, Node anchor, Placement placement) {
        NodePath path = anchor.path();
        NodePath parent = placement.isSibling() ? path.parent() : path;
        return switch (placement) {
            case BEFOREBEGIN -> new Gap(parent, pathOf(below(tx, project, parent, path)), path);
            case AFTEREND -> new Gap(parent, path, pathOf(above(tx, project, parent, path)));
            case AFTERBEGIN -> new Gap(parent, null, pathOf(above(tx, project, parent, parent)));
            case BEFOREEND -> new Gap(parent, pathOf(last(tx, project, parent)), null);
        };
    }

    /** The last child of {@code parent} before {@code path}. */
    Optional<Node> below(Tx tx, ProjectId project, NodePath parent, NodePath path) {
        return down(tx, project, parent, path.value(), 1).stream().findFirst();
    }

    /** The first child of {@code parent} behind {@code path}. */
    Optional<Node> above(Tx tx, ProjectId project, NodePath parent, NodePath path) {
        return up(tx, project, parent, path.value(), 1).stream().findFirst();
    }

    private Optional<Node> last(Tx tx, ProjectId project, NodePath parent) {
        return down(tx, project, parent, parent.end(), 1).stream().findFirst();
    }

    /** A path that nobody has in the gap; renames siblings when there is none short enough. */
    NodePath place(Tx tx, ProjectId project, Gap gap) {
        Rank rank = gap.middle();
        return gap.parent().child(rank.isTooLong() ? makeRoom(tx, project, gap) : rank);
    }

    private Rank makeRoom(Tx tx, ProjectId project, Gap gap) {
        for (int reach = FIRST_REACH; ; reach *= WIDER) {
            List<NodePath> lows = around(tx, project, gap, reach, true);
            List<NodePath> highs = around(tx, project, gap, reach, false);
            Rank floor = lows.size() > reach ? lows.removeLast().rank() : null;
            Rank ceiling = highs.size() > reach ? highs.removeLast().rank() : null;
            List<NodePath> near = new ArrayList<>(lows.reversed());
            near.addAll(highs);
            List<Rank> fresh = freshRanks(near, floor, ceiling);
            if ((floor == null && ceiling == null)
                    || fresh.stream().allMatch(rank -> rank.digits().length() <= COMFORTABLE)) {
                Rank place = fresh.remove(lows.size());
                rename(tx, project, new Respacing(gap.parent(), floor, ceiling, pairs(near, fresh)));
                return place;
            }
        }
    }

    /** The gap's neighbour on one side and those behind it, nearest first, one more than {@code reach}. */
    private List<NodePath> around(Tx tx, ProjectId project, Gap gap, int reach, boolean below) {
        NodePath neighbour = below ? gap.low() : gap.high();
        List<NodePath> paths = new ArrayList<>();
        if (neighbour != null) {
            paths.add(neighbour);
            List<Node> others = below
                    ? down(tx, project, gap.parent(), neighbour.value(), reach)
                    : up(tx, project, gap.parent(), neighbour.value(), reach);
            others.forEach(node -> paths.add(node.path()));
        }
        return paths;
    }

    /**
     * One rank more than there are siblings near, none of them in use: paths must be unique after each single row that
     * is written, not only at the end.
     */
    private static List<Rank> freshRanks(List<NodePath> near, @Nullable Rank floor, @Nullable Rank ceiling) {
        Set<Rank> taken = new HashSet<>();
        near.forEach(path -> taken.add(path.rank()));
        List<Rank> free = Rank.spread(floor, ceiling, 2 * near.size() + 2).stream()
                .filter(rank -> !taken.contains(rank))
                .toList();
        int wanted = near.size() + 1;
        List<Rank> fresh = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            fresh.add(free.get((int) ((long) i * free.size() / wanted)));
        }
        return fresh;
    }

    private static NavigableMap<Rank, Rank> pairs(List<NodePath> near, List<Rank> fresh) {
        NavigableMap<Rank, Rank> pairs = new TreeMap<>();
        for (int i = 0; i < near.size(); i++) {
            pairs.put(near.get(i).rank(), fresh.get(i));
        }
        return pairs;
    }

    /** Gives the siblings their new ranks, and writes down what that does to places. */
    private void rename(Tx tx, ProjectId project, Respacing respacing) {
        NodePath parent = respacing.parent();
        respacing
                .ranks()
                .forEach((old, fresh) -> store.updatePath(tx, project, parent.child(old), parent.child(fresh)));
        respacings.insert(tx, project, respacing, clock.instant());
    }

    private List<Node> down(Tx tx, ProjectId project, NodePath parent, String from, int limit) {
        return store.descending(tx, project, parent.depth() + 1, parent.value(), from, limit);
    }

    private List<Node> up(Tx tx, ProjectId project, NodePath parent, String from, int limit) {
        return store.ascending(tx, project, parent.depth() + 1, from, parent.end(), limit);
    }

    private static @Nullable NodePath pathOf(Optional<Node> node) {
        return node.map(Node::path).orElse(null);
    }
}
