package dev.taskwright.work.fields;

import dev.taskwright.base.FieldId;
import java.util.Objects;

/** A field of a project. */
public record FieldDefinition(FieldId id, FieldData data) {
    /** What people call it: its name, or its id when it has none. */
    public String label() {
        return Objects.requireNonNullElse(data.name(), id.value());
    }
}
