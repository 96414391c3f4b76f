package dev.taskwright.base;

/** The id of a node of a project's tree, be it task, block or title. Opaque text of 1 to 128 visible characters. */
public record TaskId(String value) {
    public TaskId {
        Ids.requireId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
