package dev.taskwright.work.tree;

import dev.taskwright.base.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node that is not stored yet, with its children; gathered while a text is read. */
public final class NodeDraft {
    private final @Nullable TaskId id;
    private final NodeFormat format;
    private final RichText content;
    private final boolean completed;
    private final List<NodeDraft> children = new ArrayList<>();

    public NodeDraft(NodeFormat format, RichText content, boolean completed) {
        this(null, format, content, completed);
    }

    /** @param id the one that it keeps; null for a new one */
    public NodeDraft(@Nullable TaskId id, NodeFormat format, RichText content, boolean completed) {
        this.id = id;
        this.format = format;
        this.content = content;
        this.completed = completed;
    }

    public @Nullable TaskId id() {
        return id;
    }

    public NodeFormat format() {
        return format;
    }

    public RichText content() {
        return content;
    }

    public boolean isCompleted() {
        return completed;
    }

    public List<NodeDraft> children() {
        return children;
    }
}
