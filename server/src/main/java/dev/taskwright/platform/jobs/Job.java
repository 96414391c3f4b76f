package dev.taskwright.platform.jobs;

/** Work as it is kept; {@code attempts} counts the one that is being made. */
record Job(long number, String kind, String payload, int attempts) {}
