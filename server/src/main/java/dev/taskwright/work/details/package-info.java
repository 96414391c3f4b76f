/**
 * What hangs at a task besides its text: its note, its date, who it is assigned to, what it has in the fields of its project.
 *
 * <p>Owns the tables {@code task_note}, {@code task_date}, {@code task_assignee} and {@code task_value}, whose rows go with
 * their node.
 *
 * <p>Knows nothing of people's roles and of what a field takes: whoever calls has checked that and, to write, holds the
 * project's row lock.
 */
@NullMarked
package dev.taskwright.work.details;

import org.jspecify.annotations.NullMarked;
