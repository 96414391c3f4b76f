package dev.taskwright.oauth.tokens;

import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Confirmation;
import dev.taskwright.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a grant beside its scopes.
 *
 * @param resources where its access tokens may be used (RFC 8707, 2); empty for where the scopes say
 * @param details what exactly is allowed (RFC 9396); none when the scopes say all
 * @param binding whose key the holder must prove to have (RFC 9449, RFC 8705); null when having the token is enough. Of a
 *     code, the key that must be proven when it is exchanged (RFC 9449, 10)
 */
public record Bounds(
        List<String> resources,
        AuthorizationDetails details,
        @Nullable Confirmation binding) {
    /** Nothing beside the scopes. */
    public static final Bounds NONE = new Bounds(List.of(), AuthorizationDetails.NONE, null);

    /** Copies the list. */
    public Bounds {
        resources = List.copyOf(resources);
    }

    public Bounds withResources(List<String> others) {
        return new Bounds(others, details, binding);
    }

    public Bounds withDetails(AuthorizationDetails others) {
        return new Bounds(resources, others, binding);
    }

    /** The same for the holder of this key; for anybody with null. */
    public Bounds boundTo(@Nullable Confirmation key) {
        return new Bounds(resources, details, key);
    }

    /** {@code token_type} of an access token with these bounds. */
    public String tokenType() {
        return binding == null ? "Bearer" : binding.tokenType();
    }

    /** For storage; empty when there are none. */
    String text() {
        Map<String, Object> members = new LinkedHashMap<>();
        if (!resources.isEmpty()) {
            members.put("resources", resources);
        }
        if (!details.isEmpty()) {
            members.put("details", details.plain());
        }
        if (binding != null) {
            members.put("cnf", binding.claim());
        }
        return members.isEmpty() ? "" : Json.text(members);
    }

    /** Reads what {@link #text} wrote. */
    static Bounds stored(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        if (!(Json.parse(text) instanceof Map<?, ?> members)) {
            throw new IllegalStateException("bounds that are no object");
        }
        return new Bounds(
                texts(members.get("resources")), details(members.get("details")), binding(members.get("cnf")));
    }

    /** A stored list of texts; empty where there is none. */
    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** What was granted stays granted, and never turns into more: anything unreadable is a fault. */
    static AuthorizationDetails details(@Nullable Object value) {
        return value == null
                ? AuthorizationDetails.NONE
                : AuthorizationDetails.of(value)
                        .orElseThrow(() -> new IllegalStateException("unreadable authorization details"));
    }

    /** The same: a binding that cannot be read must not become none. */
    static @Nullable Confirmation binding(@Nullable Object cnf) {
        return cnf == null
                ? null
                : Confirmation.of(cnf).orElseThrow(() -> new IllegalStateException("unreadable binding"));
    }
}
