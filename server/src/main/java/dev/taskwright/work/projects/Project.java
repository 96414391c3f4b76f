package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;

/**
 * A project.
 *
 * @param space the folder it lies in, or the workspace itself for its Home
 * @param name the text of its title node
 * @param isCompleted whether it is put away; what is in it stays as it was and can be changed all the same
 * @param isTemplate whether others are made from it; it is then in no list of projects
 */
public record Project(ProjectId id, SpaceId space, String name, boolean isCompleted, boolean isTemplate) {
    /** An open project. */
    public Project(ProjectId id, SpaceId space, String name) {
        this(id, space, name, false, false);
    }

    Project named(String other) {
        return new Project(id, space, other, isCompleted, isTemplate);
    }

    Project in(SpaceId other) {
        return new Project(id, other, name, isCompleted, isTemplate);
    }

    Project completed(boolean is) {
        return new Project(id, space, name, is, isTemplate);
    }

    Project template(boolean is) {
        return new Project(id, space, name, isCompleted, is);
    }
}
