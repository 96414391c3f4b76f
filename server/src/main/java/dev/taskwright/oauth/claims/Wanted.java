package dev.taskwright.oauth.claims;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one claim is asked for: OpenID Connect Core, 5.5.1.
 *
 * @param values any one of them will do, texts, numbers or truths; empty when every value will
 */
public record Wanted(boolean essential, List<Object> values) {
    /** Without further demands: what {@code null} stands for. */
    public static final Wanted VOLUNTARY = new Wanted(false, List.of());

    /** Copies the list. */
    public Wanted {
        values = List.copyOf(values);
    }

    /** Whether a claim of this value is what was asked for. */
    public boolean accepts(@Nullable Object value) {
        return values.isEmpty() || values.stream().anyMatch(each -> Objects.equals(each, value));
    }
}
