package dev.taskwright.work.tree;

import java.util.ArrayList;
import java.util.List;

/** A node that is not stored yet, with its children; gathered while Markdown is read. */
public final class NodeDraft {
    private final NodeFormat format;
    private final RichText content;
    private final boolean completed;
    private final List<NodeDraft> children = new ArrayList<>();

    public NodeDraft(NodeFormat format, RichText content, boolean completed) {
        this.format = format;
        this.content = content;
        this.completed = completed;
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
