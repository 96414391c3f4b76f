package dev.taskwright.base;

/** The id of a field of a project. Opaque text of 1 to 128 visible characters. */
public record FieldId(String value) {
    public FieldId {
        Ids.requireId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
