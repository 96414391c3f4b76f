package dev.taskwright.platform.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a noun. Each room has its own sealed set of them. */
public interface Event {
    /** The noun and what befell it, such as {@code task.completed}. */
    String kind();

    /** The workspace or folder it happened in; null, as usual, when it belongs to none. */
    default @Nullable String space() {
        return null;
    }

    /** The project it happened in; null, as usual, when it belongs to none. */
    default @Nullable String project() {
        return null;
    }

    /** The id of the noun. */
    String subject();

    /** What a reader of the log needs besides: texts, numbers and booleans by name; never a secret. */
    Map<String, ?> facts();
}
