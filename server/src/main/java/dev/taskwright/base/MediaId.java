package dev.taskwright.base;

/** The id of a file in a space. Opaque text of 1 to 128 visible characters. */
public record MediaId(String value) {
    public MediaId {
        Ids.requireId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
