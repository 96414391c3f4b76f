package dev.taskwright.platform.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of whatever properties, in their order: some of a known shape, the others as they stand. */
final class OpenObject implements In<Map<String, @Nullable Object>> {
    private final Map<String, In<?>> known;

    OpenObject(Map<String, In<?>> known) {
        this.known = Map.copyOf(known);
    }

    @Override
    public Map<String, @Nullable Object> read(JsonInput in) {
        in.enterObject();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (@Nullable String name = in.nextProperty(); name != null; name = in.nextProperty()) {
            @Nullable In<?> shape = known.get(name);
            all.put(name, shape == null ? in.plain() : shape.read(in));
        }
        return all;
    }

    @Override
    public Schema schema() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        known.forEach((name, shape) -> schemas.put(name, shape.schema()));
        return Schema.object(null, schemas, List.of()).with(Map.of("additionalProperties", true));
    }
}
