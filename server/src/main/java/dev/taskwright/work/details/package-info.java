/**
 * What hangs at a task besides its text: its note, its date, who it is assigned to.
 *
 * <p>Owns the tables {@code task_note}, {@code task_date} and {@code task_assignee}, whose rows go with their node.
 *
 * <p>Knows nothing of people's roles: whoever calls has checked access and, to write, holds the project's row lock.
 */
@NullMarked
package dev.taskwright.work.details;

import org.jspecify.annotations.NullMarked;
