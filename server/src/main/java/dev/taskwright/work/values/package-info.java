/**
 * What tasks have in the fields of their project: which values each of the eighteen types takes, and who may set them.
 *
 * <p>Serves {@code /projects/{id}/tasks/{id}/fields}. Owns no table: values hang at their tasks in {@code work.details}, and
 * what a field is comes from {@code work.fields}.
 */
@NullMarked
package dev.taskwright.work.values;

import org.jspecify.annotations.NullMarked;
