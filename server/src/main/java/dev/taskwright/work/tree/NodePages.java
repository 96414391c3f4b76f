package dev.taskwright.work.tree;

import dev.taskwright.base.Page;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.db.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tree a stretch at a time: one range scan each, and a look at what became of the cursor's place since. */
final class NodePages {
    private static final String END = NodePath.TITLE.end();

    private final NodeStore store;
    private final RespacingStore respacings;

    NodePages(NodeStore store, RespacingStore respacings) {
        this.store = store;
        this.respacings = respacings;
    }

    /**
     * A place as it is now.
     *
     * @param text sorts among paths as the place does
     * @param respacing the number of the last one
     */
    private record Present(String text, long respacing) {}

    /** As {@link Nodes#walk}. */
    Page<Node> walk(Tx tx, ProjectId project, Window window) {
        int limit = window.limit() + 1;
        if (window.before() != null) {
            Present to = cursor(tx, project, window.before(), "?before");
            List<Node> found = new ArrayList<>(store.descending(tx, project, "", to.text(), limit));
            if (found.size() < limit && !to.text().isEmpty()) {
                found.add(store.title(tx, project)); // no path is below its empty one
            }
            return pageBefore(found, window.limit(), to.respacing());
        }
        if (window.after() != null) {
            Present from = cursor(tx, project, window.after(), "?after");
            return pageAfter(store.ascending(tx, project, from.text(), END, limit), window.limit(), from.respacing());
        }
        List<Node> found = new ArrayList<>(List.of(store.title(tx, project)));
        found.addAll(store.ascending(tx, project, "", END, limit - 1));
        return pageAfter(found, window.limit(), respacings.last(tx, project));
    }

    /** As {@link Nodes#blocks}. */
    Page<Node> blocks(Tx tx, ProjectId project, Window window) {
        int limit = window.limit() + 1;
        if (window.before() != null) {
            Present to = blockCursor(tx, project, window.before(), "?before");
            return pageBefore(store.descending(tx, project, 1, "", to.text(), limit), window.limit(), to.respacing());
        }
        Present from = window.after() == null
                ? new Present("", respacings.last(tx, project))
                : blockCursor(tx, project, window.after(), "?after");
        return pageAfter(store.ascending(tx, project, 1, from.text(), END, limit), window.limit(), from.respacing());
    }

    private Present cursor(Tx tx, ProjectId project, Cursor cursor, String parameter) {
        return present(tx, project, cursor, parameter, place(tx, project, cursor));
    }

    private Present blockCursor(Tx tx, ProjectId project, Cursor cursor, String parameter) {
        Cursor.Place place = place(tx, project, cursor);
        if (place != null && place.path().depth() != 1) {
            throw ProblemException.invalid(parameter, "is no block of this project");
        }
        return present(tx, project, cursor, parameter, place);
    }

    /** A task is where it is, as of now; null when it is not in the project. */
    private Cursor.@Nullable Place place(Tx tx, ProjectId project, Cursor cursor) {
        return cursor.place()
                .or(() -> cursor.task()
                        .flatMap(id -> store.find(tx, project, id))
                        .map(node -> new Cursor.Place(node.path(), respacings.last(tx, project))))
                .orElse(null);
    }

    private Present present(Tx tx, ProjectId project, Cursor cursor, String parameter, Cursor.@Nullable Place place) {
        if (place == null) {
            throw ProblemException.invalid(parameter, "is no task of this project");
        }
        if (cursor.place().isEmpty()) {
            return new Present(place.path().value(), place.respacing());
        }
        String text = place.path().value();
        long last = place.respacing();
        for (RespacingStore.Numbered each : respacings.since(tx, project, place.respacing())) {
            text = each.respacing().lead(text);
            last = each.number();
        }
        return new Present(text, last);
    }

    private static Page<Node> pageAfter(List<Node> found, int limit, long respacing) {
        if (found.size() <= limit) {
            return new Page<>(found, false, null);
        }
        List<Node> items = found.subList(0, limit);
        return new Page<>(items, true, next(items.getLast(), respacing));
    }

    /** Found backwards; the cursor leads on backwards, so it is the first item. */
    private static Page<Node> pageBefore(List<Node> found, int limit, long respacing) {
        List<Node> items = found.subList(0, Math.min(found.size(), limit)).reversed();
        boolean hasMore = found.size() > limit;
        return new Page<>(items, hasMore, hasMore ? next(items.getFirst(), respacing) : null);
    }

    private static String next(Node node, long respacing) {
        return Cursor.at(new Cursor.Place(node.path(), respacing)).text();
    }
}
