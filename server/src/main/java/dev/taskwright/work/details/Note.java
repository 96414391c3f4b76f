package dev.taskwright.work.details;

/**
 * The note of a task.
 *
 * @param type what it is written in: {@code text/plain} or {@code text/markdown}
 * @param value not empty
 */
public record Note(String type, String value) {
    /** In characters. */
    public static final int LONGEST = 10_000;
}
