package dev.taskwright.platform.operation;

/**
 * Who may do an operation: the least role, and where one must have it, in the words of the room that knows roles. Stated for
 * documents and tests; the rooms themselves decide.
 *
 * @param role empty where everybody may, because it concerns only what is theirs
 */
public record Need(String role, String where) {
    public static final Need ANYBODY = new Need("", "");

    public boolean isAnybody() {
        return role.isEmpty();
    }
}
