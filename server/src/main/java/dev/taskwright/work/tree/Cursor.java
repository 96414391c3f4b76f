package dev.taskwright.work.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwright.base.TaskId;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a stretch of a list begins or ends: the id of a task, or a place between tasks that stays where it is when the task
 * there is moved or deleted. Whoever holds one need not know which.
 */
public record Cursor(String text) {
    /** The longest text: a path of 64 levels. */
    public static final int LONGEST = 2_400;

    private static final String PLACE = "~";

    public Cursor {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("must be the id of a task, or a nextCursor");
        }
    }

    public static Cursor of(TaskId task) {
        return new Cursor(task.value());
    }

    static Cursor at(NodePath path) {
        return new Cursor(PLACE
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(path.value().getBytes(US_ASCII)));
    }

    /** The place, when it is one. */
    Optional<NodePath> place() {
        if (!text.startsWith(PLACE)) {
            return Optional.empty();
        }
        try {
            String path = new String(Base64.getUrlDecoder().decode(text.substring(1)), US_ASCII);
            boolean isOne =
                    path.isEmpty() || (path.endsWith(".") && path.chars().allMatch(Cursor::isOfPath));
            return isOne ? Optional.of(new NodePath(path)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static boolean isOfPath(int c) {
        return c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** The task, when it can be the id of one. */
    Optional<TaskId> task() {
        try {
            return Optional.of(new TaskId(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
