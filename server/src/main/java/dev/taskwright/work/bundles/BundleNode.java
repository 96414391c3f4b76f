package dev.taskwright.work.bundles;

import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.tree.NodeDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task of a bundle with what hangs at it.
 *
 * @param draft without its children
 * @param assignees handles
 * @param values by the bundle's ids of fields
 */
record BundleNode(
        NodeDraft draft,
        @Nullable Note note,
        @Nullable TaskDate date,
        List<String> assignees,
        Map<String, @Nullable Object> values,
        List<BundleNode> children) {
    /** The draft with everything below it. */
    NodeDraft grown() {
        children.forEach(child -> draft.children().add(child.grown()));
        return draft;
    }

    /** This one and everything below it, in reading order. */
    List<BundleNode> walk() {
        List<BundleNode> all = new ArrayList<>();
        walk(all);
        return all;
    }

    private void walk(List<BundleNode> all) {
        all.add(this);
        children.forEach(child -> child.walk(all));
    }
}
