package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The properties of one object, read and checked each for itself. */
public final class Fields {
    private final List<Field<?>> fields;
    private final @Nullable Object[] values;
    private final boolean[] present;
    private final JsonInput in;

    Fields(List<Field<?>> fields, @Nullable Object[] values, boolean[] present, JsonInput in) {
        this.fields = fields;
        this.values = values;
        this.present = present;
        this.in = in;
    }

    /** The property's value; its default, or null without one, when it is absent. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a slot holds what its own field read
    public <T extends @Nullable Object> T get(Field<T> field) {
        return (T) values[slot(field)];
    }

    /** Whether the property was sent at all, be it null. */
    public boolean has(Field<?> field) {
        return present[slot(field)];
    }

    /** The refusal of one property, for rules between several. */
    public ProblemException invalid(Field<?> field, String message) {
        return ProblemException.invalid(in.pointer() + "/" + field.name(), message);
    }

    /** The refusal of the object as a whole. */
    public ProblemException invalid(String message) {
        return in.invalid(message);
    }

    private int slot(Field<?> field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i) == field) {
                return i;
            }
        }
        throw new IllegalArgumentException(field.name() + " is not a field of this object");
    }
}
