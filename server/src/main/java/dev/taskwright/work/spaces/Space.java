package dev.taskwright.work.spaces;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace, or a folder in one. What lies in the workspace itself is shown as its Home folder, which has the
 * workspace's id.
 *
 * @param workspace the workspace a folder is in; null for a workspace
 * @param access always {@code INVITE_ONLY} for a workspace
 */
public record Space(SpaceId id, @Nullable SpaceId workspace, String name, FolderAccess access) {
    /** The name of every workspace's Home folder. */
    public static final String HOME = "Home";

    /** Noted as work to be done when a space is deleted, with its id, for whoever keeps something of it elsewhere. */
    public static final String DELETED = "space.deleted";

    static final int LONGEST_NAME = 200;

    public boolean isWorkspace() {
        return workspace == null;
    }

    /** The workspace as the folder that its own projects lie in. */
    Space home() {
        return new Space(id, null, HOME, access);
    }

    /** {@code pointer} says where the name came from. */
    static String requireName(String name, String pointer) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            throw ProblemException.invalid(pointer, "must not be blank");
        }
        if (stripped.codePointCount(0, stripped.length()) > LONGEST_NAME) {
            throw ProblemException.invalid(pointer, "must have at most " + LONGEST_NAME + " characters");
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(pointer, "must be one line without control characters");
        }
        return stripped;
    }
}
