package dev.taskwright.platform.json;

/** What becomes of properties that a shape does not know. */
public enum Unknown {
    SKIPPED,
    REFUSED
}
