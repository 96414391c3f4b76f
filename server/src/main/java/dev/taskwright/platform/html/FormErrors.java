package dev.taskwright.platform.html;

import dev.taskwright.base.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form, by field; the empty name stands for the form as a whole. Shown in a summary that takes the
 * focus and again beside each field.
 */
public record FormErrors(Map<String, String> byField) {
    public static final FormErrors NONE = new FormErrors(Map.of());

    public FormErrors {
        byField = Collections.unmodifiableMap(new LinkedHashMap<>(byField));
    }

    public static FormErrors of(String field, String message) {
        return new FormErrors(Map.of(field, message));
    }

    /** About the form as a whole. */
    public static FormErrors of(String message) {
        return of("", message);
    }

    /** {@code field} is where the form shows a problem that names no field of its own. */
    public static FormErrors of(Problem problem, String field) {
        if (problem instanceof Problem.Invalid(String pointer, String message) && !pointer.isEmpty()) {
            String where = pointer.substring(pointer.lastIndexOf('/') + 1);
            return of(where, sentence(where, message));
        }
        return of(field, problem.message());
    }

    /** "must not be blank", said of the field name, is "Name must not be blank". */
    private static String sentence(String field, String message) {
        String text = Character.isLowerCase(message.codePointAt(0)) ? field + " " + message : message;
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    public @Nullable String at(String field) {
        return byField.get(field);
    }

    public boolean isEmpty() {
        return byField.isEmpty();
    }
}
