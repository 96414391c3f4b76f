package dev.taskwright.work.values;

import dev.taskwright.base.FieldId;
import org.jspecify.annotations.Nullable;

/**
 * What a task has in a field, as it is shown.
 *
 * @param value a text, number or truth; null for nothing, and for what is never shown
 */
public record FieldValue(FieldId field, @Nullable Object value) {}
