package dev.taskwright.work.bundles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts new ids for old ones wherever they stand alone in a plain value, as a name or as a text. */
final class Renaming {
    private final Map<String, String> newIds;

    Renaming(Map<String, String> newIds) {
        this.newIds = newIds;
    }

    @Nullable
    Object of(@Nullable Object value) {
        return switch (value) {
            case String text -> newIds.getOrDefault(text, text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
                map.forEach((name, part) ->
                        renamed.put(newIds.getOrDefault(String.valueOf(name), String.valueOf(name)), of(part)));
                yield renamed;
            }
            case List<?> list -> {
                List<@Nullable Object> renamed = new ArrayList<>();
                list.forEach(part -> renamed.add(of(part)));
                yield renamed;
            }
            case null, default -> value;
        };
    }
}
