package dev.taskwright.work.tree;

import dev.taskwright.base.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is stored.
 *
 * @param parentId null for the title node alone
 * @param text the bare characters of the content
 * @param delta the content with its inline formatting, see {@link RichTextJson}; null when it has none
 * @param completedAt null while it is open
 */
public record Node(
        TaskId id,
        @Nullable TaskId parentId,
        NodePath path,
        NodeFormat format,
        String text,
        @Nullable String delta,
        @Nullable Instant completedAt) {

    static Node of(TaskId id, @Nullable TaskId parentId, NodePath path, NodeDraft draft, Instant now) {
        RichText content = draft.content();
        return new Node(
                id,
                parentId,
                path,
                draft.format(),
                content.text(),
                content.isPlain() ? null : RichTextJson.write(content),
                draft.isCompleted() ? now : null);
    }

    public boolean isTitle() {
        return path.isTitle();
    }

    public boolean isCompleted() {
        return completedAt != null;
    }

    /** Levels below the title, which is at 0. */
    public int depth() {
        return path.depth();
    }

    /** The text with its inline formatting; decoded at each call. */
    public RichText content() {
        return delta == null ? RichText.plain(text) : RichTextJson.read(delta);
    }

    /** Whether {@code other} is this node or below it. */
    public boolean holds(Node other) {
        return path.holds(other.path);
    }

    /** The same at the same place of another project's tree. */
    Node as(TaskId other, @Nullable TaskId parent) {
        return new Node(other, parent, path, format, text, delta, completedAt);
    }

    Node with(RichText content) {
        String coded = content.isPlain() ? null : RichTextJson.write(content);
        return new Node(id, parentId, path, format, content.text(), coded, completedAt);
    }

    Node completed(@Nullable Instant completedAt) {
        return new Node(id, parentId, path, format, text, delta, completedAt);
    }

    Node at(@Nullable TaskId parentId, NodePath path) {
        return new Node(id, parentId, path, format, text, delta, completedAt);
    }
}
