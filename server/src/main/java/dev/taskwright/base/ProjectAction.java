package dev.taskwright.base;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be done in a project by somebody who was let into it for a purpose; each includes all before it. */
public enum ProjectAction {
    /** See the project, its tasks, its fields and its people. */
    READ,
    /** Complete tasks and open them again. */
    CHECK,
    /** Make, change and delete tasks and fields, and rename, complete and restore the project. */
    EDIT,
    /** What concerns the project as a whole: who gets in, and deleting it. */
    MANAGE;

    public boolean includes(ProjectAction other) {
        return compareTo(other) >= 0;
    }

    /** As tokens and apps say it: {@code read}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its word, exactly as it is written. */
    public static Optional<ProjectAction> of(String word) {
        return Stream.of(values()).filter(action -> action.word().equals(word)).findFirst();
    }
}
