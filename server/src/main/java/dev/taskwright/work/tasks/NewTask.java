package dev.taskwright.work.tasks;

import dev.taskwright.base.TaskId;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.tree.Placement;
import org.jspecify.annotations.Nullable;

/**
 * A task that is asked for.
 *
 * @param content at most 2 000 characters, of as many lines as one likes
 * @param anchor what the placement is relative to; null is the project's title
 */
public record NewTask(
        ContentType type, String content, @Nullable TaskId anchor, Placement placement) {
    /** The last child of the title, from Markdown. */
    public static NewTask last(String content) {
        return new NewTask(ContentType.MARKDOWN, content, null, Placement.BEFOREEND);
    }
}
