package dev.taskwright.oauth.claims;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code claims} of an authorization request: OpenID Connect Core, 5.5. Claims that this server does not
 * know are ignored, as 5.5 says.
 *
 * @param userinfo what is asked for at the userinfo endpoint, by claim, in order
 * @param idToken what is asked for in ID tokens
 */
public record ClaimsRequest(Map<String, Wanted> userinfo, Map<String, Wanted> idToken) {
    public static final ClaimsRequest NONE = new ClaimsRequest(Map.of(), Map.of());

    private static final int LONGEST = 4_000;
    private static final int MOST_VALUES = 20;
    private static final int LONGEST_VALUE = 500;

    /** The claims that are not the person's own. */
    private static final Set<String> OF_THE_SIGN_IN = Set.of("sub", "auth_time", "acr");

    private static final Set<String> KNOWN = Stream.concat(PersonClaims.names().stream(), OF_THE_SIGN_IN.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Copies and freezes, keeping the order. */
    public ClaimsRequest {
        userinfo = Collections.unmodifiableMap(new LinkedHashMap<>(userinfo));
        idToken = Collections.unmodifiableMap(new LinkedHashMap<>(idToken));
    }

    /** Empty when it is not such a request, or longer than any honest one. */
    public static Optional<ClaimsRequest> parse(String json) {
        if (json.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(json));
        } catch (ProblemException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Reads what {@link #text} wrote. */
    public static ClaimsRequest stored(String text) {
        return text.isEmpty() ? NONE : read(text);
    }

    private static ClaimsRequest read(String json) {
        if (!(Json.parse(json) instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("claims must be a JSON object");
        }
        return new ClaimsRequest(members(object.get("userinfo")), members(object.get("id_token")));
    }

    /** Ways of signing in of which one must be met (5.5.1.1); empty when any will do. */
    public Set<String> essentialAcr() {
        @Nullable Wanted acr = idToken.get("acr");
        return acr == null || !acr.essential()
                ? Set.of()
                : acr.values().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** For storage; empty when nothing is asked for. */
    public String text() {
        if (isEmpty()) {
            return "";
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("userinfo", plain(userinfo));
        object.put("id_token", plain(idToken));
        return Json.text(object);
    }

    public boolean isEmpty() {
        return userinfo.isEmpty() && idToken.isEmpty();
    }

    /** One half as a JSON object, to travel in a token. */
    public static Map<String, @Nullable Object> plain(Map<String, Wanted> half) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        half.forEach((name, wanted) -> object.put(name, plain(wanted)));
        return object;
    }

    /** Reads what {@link #plain(Map)} made. */
    public static Map<String, Wanted> members(@Nullable Object plain) {
        if (plain == null) {
            return Map.of();
        }
        if (!(plain instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("not an object of claims");
        }
        Map<String, Wanted> members = new LinkedHashMap<>();
        object.forEach((name, wanted) -> {
            if (KNOWN.contains(String.valueOf(name))) {
                members.put(String.valueOf(name), wanted(wanted));
            }
        });
        return members;
    }

    private static @Nullable Object plain(Wanted wanted) {
        if (wanted.equals(Wanted.VOLUNTARY)) {
            return null;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        if (wanted.essential()) {
            object.put("essential", true);
        }
        if (!wanted.values().isEmpty()) {
            object.put("values", wanted.values());
        }
        return object;
    }

    private static Wanted wanted(@Nullable Object plain) {
        return switch (plain) {
            case null -> Wanted.VOLUNTARY;
            case Map<?, ?> object ->
                new Wanted(isEssential(object.get("essential")), values(object.get("value"), object.get("values")));
            default -> throw new IllegalArgumentException("a claim is asked for with null or an object");
        };
    }

    private static boolean isEssential(@Nullable Object plain) {
        return switch (plain) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw new IllegalArgumentException("essential must be true or false");
        };
    }

    private static List<Object> values(@Nullable Object one, @Nullable Object several) {
        List<Object> values = new ArrayList<>();
        if (one != null) {
            values.add(value(one));
        }
        if (several != null) {
            if (!(several instanceof List<?> list) || list.size() > MOST_VALUES) {
                throw new IllegalArgumentException("values must be a short list");
            }
            list.forEach(each -> values.add(value(each)));
        }
        return values;
    }

    private static Object value(@Nullable Object plain) {
        return switch (plain) {
            case String text when text.length() <= LONGEST_VALUE -> text;
            case Long number -> number;
            case Boolean truth -> truth;
            case null, default ->
                throw new IllegalArgumentException("a value must be a short text, a number or a truth");
        };
    }
}
