/**
 * New projects made of what is in others: copies, and projects made from templates.
 *
 * <p>Serves {@code /projects/{id}/copy} and {@code /projects/from-template}. Owns no table: each room below copies what is
 * its own.
 */
@NullMarked
package dev.taskwright.work.copies;

import org.jspecify.annotations.NullMarked;
