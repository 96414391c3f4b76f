package dev.taskwright.work.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwright.base.TaskId;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a stretch of a list begins or ends: the id of a task, or a place between tasks that stays where it is when the task
 * there is moved or deleted. A place is said with the number of the last {@link Respacing} before it. Whoever holds a cursor
 * need not know which it is.
 */
public record Cursor(String text) {
    /** The longest text: a path of 64 levels. */
    public static final int LONGEST = 2_400;

    private static final String MARK = "~";
    private static final int BASE = 36;
    private static final Pattern PATH = Pattern.compile("(?:[0-9A-Za-z]*[1-9A-Za-z]\\.)+");

    /** A place as it was when {@code respacing} was the last. */
    record Place(NodePath path, long respacing) {}

    public Cursor {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("must be the id of a task, or a nextCursor");
        }
    }

    public static Cursor of(TaskId task) {
        return new Cursor(task.value());
    }

    static Cursor at(Place place) {
        String path = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.path().value().getBytes(US_ASCII));
        return new Cursor(MARK + Long.toString(place.respacing(), BASE) + MARK + path);
    }

    /** The place, when it is one. */
    Optional<Place> place() {
        if (!text.startsWith(MARK)) {
            return Optional.empty();
        }
        int second = text.indexOf(MARK, 1);
        try {
            // Those from before there were numbers have none.
            long respacing = second < 0 ? 0 : Long.parseLong(text.substring(1, second), BASE);
            String path = new String(Base64.getUrlDecoder().decode(text.substring(Math.max(0, second) + 1)), US_ASCII);
            return respacing >= 0 && isPath(path)
                    ? Optional.of(new Place(new NodePath(path), respacing))
                    : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    /** Ranks, each closed by a dot: what it is made of afterwards may trust that. */
    private static boolean isPath(String path) {
        return path.isEmpty() || PATH.matcher(path).matches();
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
