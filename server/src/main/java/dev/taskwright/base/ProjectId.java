package dev.taskwright.base;

/** The id of a project. Opaque text of 1 to 128 visible characters. */
public record ProjectId(String value) {
    public ProjectId {
        Ids.requireId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
