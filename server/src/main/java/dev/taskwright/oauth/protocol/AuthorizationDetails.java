package dev.taskwright.oauth.protocol;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code authorization_details}: RFC 9396, 2. JSON objects that each name their type; what a type means is
 * said elsewhere.
 *
 * @param plain the objects as maps, lists, texts, numbers and truths; nowhere null
 */
public record AuthorizationDetails(List<Map<String, Object>> plain) {
    /** Nothing asked for. */
    public static final AuthorizationDetails NONE = new AuthorizationDetails(List.of());

    private static final int LONGEST = 16 * 1024;
    private static final int MOST = 20;
    private static final int DEEPEST = 8;

    /** Copies the list; the objects are not changed by anybody. */
    public AuthorizationDetails {
        plain = List.copyOf(plain);
    }

    /**
     * What an app sent.
     *
     * @return empty for what is no JSON array, is longer than 16 KiB, has more than 20 elements or more than 8 levels, a
     *     null, or an element that is no object with a {@code type}
     */
    public static Optional<AuthorizationDetails> parse(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.empty();
        }
        try {
            return of(Json.parse(json));
        } catch (ProblemException malformed) {
            return Optional.empty();
        }
    }

    /** The same of a value that was parsed already, as a claim. */
    public static Optional<AuthorizationDetails> of(@Nullable Object value) {
        if (!(value instanceof List<?> elements) || elements.size() > MOST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AuthorizationDetails(
                    elements.stream().map(AuthorizationDetails::element).toList()));
        } catch (IllegalArgumentException notDetails) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return plain.isEmpty();
    }

    /** Each type that occurs, in order. */
    public Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        plain.forEach(each -> types.add(String.valueOf(each.get("type"))));
        return types;
    }

    /** As JSON; empty when there is nothing. */
    public String text() {
        return isEmpty() ? "" : Json.text(plain);
    }

    private static Map<String, Object> element(@Nullable Object value) {
        if (value instanceof Map<?, ?> object && object.get("type") instanceof String type && !type.isBlank()) {
            return object(object, 2);
        }
        throw new IllegalArgumentException("not an object with a type");
    }

    private static Map<String, Object> object(Map<?, ?> members, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, member) -> copy.put(String.valueOf(name), value(member, depth + 1)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(@Nullable Object value, int depth) {
        boolean isLevel = value instanceof Map<?, ?> || value instanceof List<?>;
        if (isLevel && depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        return switch (value) {
            case Map<?, ?> object -> object(object, depth);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(value(each, depth + 1)));
                yield Collections.unmodifiableList(copy);
            }
            case null -> throw new IllegalArgumentException("null says nothing");
            default -> value;
        };
    }
}
