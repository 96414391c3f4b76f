package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an object property by property and makes a value of them. */
final class ObjectIn<T> implements In<T> {
    private final List<Field<?>> fields;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Function<Fields, T> make;
    private final Schema schema;

    ObjectIn(@Nullable String name, List<Field<?>> fields, Function<Fields, T> make) {
        this.fields = fields;
        this.make = make;
        Map<String, Schema> properties = new LinkedHashMap<>();
        for (Field<?> field : fields) {
            if (slots.put(field.name(), slots.size()) != null) {
                throw new IllegalArgumentException(name + " declares " + field.name() + " twice");
            }
            properties.put(field.name(), field.schema());
        }
        List<String> required =
                fields.stream().filter(Field::isRequired).map(Field::name).toList();
        this.schema = Schema.object(name, properties, required);
    }

    @Override
    public T read(JsonInput in) {
        in.enterObject();
        @Nullable Object[] values = new Object[fields.size()];
        boolean[] present = new boolean[fields.size()];
        for (@Nullable String name = in.nextProperty(); name != null; name = in.nextProperty()) {
            @Nullable Integer slot = slots.get(name);
            if (slot == null) {
                in.unknownProperty();
            } else {
                values[slot] = fields.get(slot).read(in);
                present[slot] = true;
            }
        }
        fillAbsent(in, values, present);
        return make.apply(new Fields(fields, values, present, in));
    }

    private void fillAbsent(JsonInput in, @Nullable Object[] values, boolean[] present) {
        for (int i = 0; i < values.length; i++) {
            Field<?> field = fields.get(i);
            if (!present[i] && field.isRequired()) {
                throw ProblemException.invalid(in.pointer() + "/" + field.name(), "is required");
            }
            values[i] = present[i] ? values[i] : field.otherwise();
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }
}
