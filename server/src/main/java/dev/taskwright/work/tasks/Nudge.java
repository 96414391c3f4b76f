package dev.taskwright.work.tasks;

/** A step that a task is moved by, relative to where it is. Where there is no room for the step nothing happens. */
public enum Nudge {
    /** Above the sibling above. */
    UP,
    /** Below the sibling below. */
    DOWN,
    /** Under the sibling above, as its last child. */
    IN,
    /** Just below its parent. */
    OUT
}
