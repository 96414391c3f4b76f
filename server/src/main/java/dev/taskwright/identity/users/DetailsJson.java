package dev.taskwright.identity.users;

import dev.taskwright.platform.json.Json;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Details} as the column {@code details} holds them. */
final class DetailsJson {
    private DetailsJson() {}

    static String text(Details details) {
        Map<String, String> object = new LinkedHashMap<>();
        details.values().forEach((detail, text) -> object.put(detail.claim(), text));
        return Json.text(object);
    }

    /** A claim that this version does not know is left out. */
    static Details read(String text) {
        Map<Detail, String> values = new EnumMap<>(Detail.class);
        if (Json.parse(text) instanceof Map<?, ?> object) {
            object.forEach((claim, value) ->
                    Detail.of(String.valueOf(claim)).ifPresent(detail -> values.put(detail, String.valueOf(value))));
        }
        return new Details(values);
    }
}
