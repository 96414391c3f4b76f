/**
 * The nodes of a project: their order, their nesting, their formatted text, and Markdown in and out.
 *
 * <p>Owns the tables {@code node} and {@code node_respacing}. A node's place is a path of fractional ranks, so that a page of a project is one range
 * scan and a move touches only the moved subtree (docs/adr, "paths of ranks").
 *
 * <p>Knows nothing of people and roles: whoever calls has checked access and holds the project's row lock.
 */
@NullMarked
package dev.taskwright.work.tree;

import org.jspecify.annotations.NullMarked;
