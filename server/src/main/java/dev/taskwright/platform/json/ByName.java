package dev.taskwright.platform.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object whose property names are data: as many values of one shape as there are names, in their order. */
final class ByName {
    private ByName() {}

    static <T> In<Map<String, T>> in(In<T> value, int max) {
        Schema schema = schema(value.schema()).with(Map.of("maxProperties", max));
        return new In<>() {
            @Override
            public Map<String, T> read(JsonInput in) {
                in.enterObject();
                Map<String, T> all = new LinkedHashMap<>();
                for (var name = in.nextProperty(); name != null; name = in.nextProperty()) {
                    if (all.size() == max) {
                        throw in.invalid("is one too many: at most " + max + " are allowed");
                    }
                    all.put(name, value.read(in));
                }
                return Collections.unmodifiableMap(all);
            }

            @Override
            public Schema schema() {
                return schema;
            }
        };
    }

    static <T> Out<Map<String, T>> out(Out<T> value) {
        Schema schema = schema(value.schema());
        return new Out<>() {
            @Override
            public void write(JsonOutput out, Map<String, T> all) {
                out.startObject();
                all.forEach((name, one) -> value.write(out.name(name), one));
                out.endObject();
            }

            @Override
            public Schema schema() {
                return schema;
            }
        };
    }

    private static Schema schema(Schema value) {
        return Schema.of("object").with(Map.of("additionalProperties", value));
    }
}
