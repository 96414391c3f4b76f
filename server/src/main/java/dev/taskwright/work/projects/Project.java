package dev.taskwright.work.projects;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;

/**
 * A project.
 *
 * @param space the folder it lies in, or the workspace itself for its Home
 * @param name the text of its title node
 */
public record Project(ProjectId id, SpaceId space, String name) {}
