package dev.taskwright.work.spaces;

/** A space as somebody sees it: with the role they have there. */
public record Standing(Space space, Role role) {}
