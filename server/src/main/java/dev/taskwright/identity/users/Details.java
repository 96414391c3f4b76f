package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person says about themselves.
 *
 * @param values only what was said; never empty texts
 */
public record Details(Map<Detail, String> values) {
    public static final Details NONE = new Details(Map.of());

    /** Copies the map. */
    public Details {
        Map<Detail, String> copy = new EnumMap<>(Detail.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * What was typed, checked and in the form in which it is kept; a blank text says nothing.
     *
     * @throws ProblemException {@code Invalid} at the first claim that breaks its rule
     */
    static Details require(Map<Detail, String> typed) {
        Map<Detail, String> kept = new EnumMap<>(Detail.class);
        typed.forEach((detail, text) -> {
            if (!text.isBlank()) {
                kept.put(detail, detail.require(text));
            }
        });
        return new Details(kept);
    }

    public Optional<String> find(Detail detail) {
        return Optional.ofNullable(values.get(detail));
    }
}
