package dev.taskwright.work.details;

import dev.taskwright.base.UserId;

/** A person that a task is assigned to. */
public record Assignee(UserId id, String handle, String name) {}
