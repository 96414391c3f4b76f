/**
 * Tasks: the nodes of a project as people know them. Read in stretches, made, changed, completed, moved, deleted.
 *
 * <p>Serves {@code /projects/{id}/tasks}, {@code /projects/{id}/blocks} and what lies below them. Owns no table: the nodes
 * are {@code work.tree}'s, which keeps their order; this room knows who may change them and what must not happen.
 */
@NullMarked
package dev.taskwright.work.tasks;

import org.jspecify.annotations.NullMarked;
