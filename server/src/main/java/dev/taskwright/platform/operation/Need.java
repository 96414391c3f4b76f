package dev.taskwright.platform.operation;

/**
 * Who may do an operation: the least role, and where one must have it, in the words of the room that knows roles. Stated for
 * documents and tests; the rooms themselves decide.
 *
 * @param role empty where everybody may, because it concerns only what is theirs
 * @param asksForSignIn whether it cannot be taken back, or lets others in, so that a server may ask for a recent sign-in
 *     of the person first
 */
public record Need(String role, String where, boolean asksForSignIn) {
    public static final Need ANYBODY = new Need("", "", false);

    /** The same, for what a server may ask for a recent sign-in first. */
    public Need afterSignIn() {
        return new Need(role, where, true);
    }

    public boolean isAnybody() {
        return role.isEmpty();
    }
}
