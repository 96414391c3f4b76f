package dev.taskwright.platform.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.SerializedString;

/** Writes an object property by property. Each method answers a new shape with one property more. */
public final class ObjectOut<T> implements Out<T> {
    private enum Presence {
        ALWAYS,
        WHEN_SET,
        OR_NULL
    }

    private record Property<T, V>(
            SerializedString name, Out<V> shape, Function<T, ? extends @Nullable V> value, Presence presence) {
        void write(JsonOutput out, T whole) {
            @Nullable V part = value.apply(whole);
            if (part == null && presence == Presence.WHEN_SET) {
                return;
            }
            out.name(name);
            if (part != null) {
                shape.write(out, part);
            } else if (presence == Presence.OR_NULL) {
                out.nothing();
            } else {
                throw new IllegalStateException(name.getValue() + " must not be null");
            }
        }

        Schema schema() {
            return presence == Presence.OR_NULL ? shape.schema().orNull() : shape.schema();
        }
    }

    private final String name;
    private final List<Property<T, ?>> properties;
    private final Schema schema;

    ObjectOut(String name) {
        this(name, List.of());
    }

    private ObjectOut(String name, List<Property<T, ?>> properties) {
        this.name = name;
        this.properties = properties;
        Map<String, Schema> schemas = new LinkedHashMap<>();
        properties.forEach(p -> schemas.put(p.name().getValue(), p.schema()));
        List<String> required = properties.stream()
                .filter(p -> p.presence() != Presence.WHEN_SET)
                .map(p -> p.name().getValue())
                .toList();
        this.schema = Schema.object(name, schemas, required).with(Map.of("additionalProperties", false));
    }

    /** Always there, never null. */
    public <V> ObjectOut<T> field(String property, Out<V> shape, Function<T, V> value) {
        return and(property, shape, value, Presence.ALWAYS);
    }

    /** Left out when null. */
    public <V> ObjectOut<T> optional(String property, Out<V> shape, Function<T, @Nullable V> value) {
        return and(property, shape, value, Presence.WHEN_SET);
    }

    /** Always there, null when there is nothing to say. */
    public <V> ObjectOut<T> nullable(String property, Out<V> shape, Function<T, @Nullable V> value) {
        return and(property, shape, value, Presence.OR_NULL);
    }

    private <V> ObjectOut<T> and(
            String property, Out<V> shape, Function<T, ? extends @Nullable V> value, Presence presence) {
        List<Property<T, ?>> more = new ArrayList<>(properties);
        more.add(new Property<>(new SerializedString(property), shape, value, presence));
        return new ObjectOut<>(name, List.copyOf(more));
    }

    @Override
    public void write(JsonOutput out, T value) {
        out.startObject();
        for (Property<T, ?> property : properties) {
            property.write(out, value);
        }
        out.endObject();
    }

    @Override
    public Schema schema() {
        return schema;
    }
}
