package dev.taskwright.work.spaces;

import dev.taskwright.base.UserId;

/** A person in a space. */
public record Member(UserId id, String handle, String name, Role role) {}
