package dev.taskwright.base;

/** The id of a workspace or of a folder; a workspace id used where a folder is meant names its Home. Opaque text of 1 to 128 visible characters. */
public record SpaceId(String value) {
    public SpaceId {
        Ids.requireId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
