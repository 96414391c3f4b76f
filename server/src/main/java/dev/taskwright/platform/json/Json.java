package dev.taskwright.platform.json;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Plain maps as JSON text, for logs and stores; the wire has its own typed shapes. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** A JSON object of texts, numbers, booleans, lists and maps, in the map's order. */
    public static String write(Map<String, ?> object) {
        return MAPPER.writeValueAsString(object);
    }
}
