package dev.taskwright.work.tasks;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;

/** A task is only ever found in its own project: the id of a task of another one is unknown here. */
public record TaskAddress(ProjectId project, TaskId task) {}
