package dev.taskwright.work.tasks;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.NodeFormat;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.tree.Placement;
import dev.taskwright.work.tree.RichText;
import org.jspecify.annotations.Nullable;

/** A node of a project as people know it, and what may not be done with it. The project's title is a task too. */
public record Task(Node node) {
    /** The task at an address; {@code NotFound} when its project has none with this id. */
    public static Task find(Tx tx, Nodes nodes, TaskAddress address) {
        return nodes.find(tx, address.project(), address.task())
                .map(Task::new)
                .orElseThrow(() -> ProblemException.notFound("Task"));
    }

    public TaskId id() {
        return node.id();
    }

    /** Null for the title alone. */
    public @Nullable TaskId parentId() {
        return node.parentId();
    }

    /** The bare characters, without formatting. */
    public String text() {
        return node.text();
    }

    /** The text with its inline formatting; decoded at each call. */
    public RichText content() {
        return node.content();
    }

    public NodeFormat format() {
        return node.format();
    }

    public boolean isCompleted() {
        return node.isCompleted();
    }

    public boolean isTitle() {
        return node.isTitle();
    }

    /** Levels below the title, which is at 0. */
    public int depth() {
        return node.depth();
    }

    void requireOpen() {
        if (isCompleted()) {
            throw ProblemException.invalid("", "Task is already completed");
        }
    }

    void requireCompleted() {
        if (!isCompleted()) {
            throw ProblemException.invalid("", "Task is not completed");
        }
    }

    void requireDeletable() {
        if (isTitle()) {
            throw ProblemException.invalid("{taskId}", "is the project's title; delete the project instead");
        }
    }

    /** Whether another task may be put there; {@code pointer} is where the placement was asked for. */
    void requireAnchors(Placement placement, String pointer) {
        if (isTitle() && placement.isSibling()) {
            throw ProblemException.invalid(
                    pointer, "must be afterbegin or beforeend: nothing is beside the project's title");
        }
    }

    void requireMayMoveTo(Task target) {
        if (isTitle()) {
            throw ProblemException.invalid("{taskId}", "is the project's title, which cannot be moved");
        }
        if (node.holds(target.node)) {
            throw ProblemException.invalid("/target/taskId", "is the task itself or below it");
        }
    }
}
