package dev.taskwright.work.spaces;

import dev.taskwright.platform.operation.Need;

/** Where a role is asked for. */
public enum Needs {
    /** In the workspace or folder that the operation names, or that something is put into. */
    SPACE("space"),
    /** In the project: by the folder it lies in, as its guest, or by a share link. */
    PROJECT("project"),
    /** In the folder that the project lies in; a guest's role or a share link does not count. */
    FOLDER_OF_PROJECT("folder of the project");

    private final String word;

    Needs(String word) {
        this.word = word;
    }

    public Need least(Role role) {
        return new Need(role.word(), word, false);
    }

    public String word() {
        return word;
    }
}
