/**
 * Fields: the columns that a project gives its tasks besides text and date, each of one of eighteen types.
 *
 * <p>Serves {@code /projects/{id}/fields}. Owns the table {@code project_field}. The types and their options are
 * {@link dev.taskwright.work.fields.FieldData}.
 *
 * <p>Holds definitions only: what a task has in a field is looked after by a room above.
 */
@NullMarked
package dev.taskwright.work.fields;

import org.jspecify.annotations.NullMarked;
