package dev.taskwright.work.details;

import dev.taskwright.base.UserId;

/** What a task has in a field. */
public sealed interface Value {
    /** @param text JSON */
    record Json(String text) implements Value {}

    /** @param handle theirs at present */
    record Person(UserId id, String handle) implements Value {}
}
