package dev.taskwright.oauth.requests;

import dev.taskwright.platform.http.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of an authorization request as they came. One without a value counts as absent, and none may be there
 * twice (RFC 6749, 3.1) but {@code resource} (RFC 8707, 2). Unknown ones are kept and ignored.
 */
public final class AuthorizeParameters {
    static final AuthorizeParameters NONE = new AuthorizeParameters(Map.of());

    /** RFC 9396, 3. */
    public static final String DETAILS = "authorization_details";

    private static final Set<String> MAY_REPEAT = Set.of("resource");

    private final Map<String, List<String>> values;

    public AuthorizeParameters(Fields fields) {
        this.values = new LinkedHashMap<>();
        for (String name : fields.names()) {
            List<String> given =
                    fields.all(name).stream().filter(value -> !value.isEmpty()).toList();
            if (!given.isEmpty()) {
                values.put(name, fields.isRepeated(name) && !MAY_REPEAT.contains(name) ? fields.all(name) : given);
            }
        }
    }

    private AuthorizeParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The members of a request object; an empty one is known to be empty. */
    static AuthorizeParameters inside(Map<String, List<String>> members) {
        return new AuthorizeParameters(new LinkedHashMap<>(members));
    }

    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The value; the first one when it is repeated, which a check has refused or is about to. */
    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value, unless there are several. */
    Optional<String> single(String name) {
        return isRepeated(name) ? Optional.empty() : find(name);
    }

    /** Whether it is there more often than it may. */
    boolean isRepeated(String name) {
        return all(name).size() > 1 && !MAY_REPEAT.contains(name);
    }

    /** Some parameter that is there more often than it may. */
    Optional<String> anyRepeated() {
        return values.keySet().stream().filter(this::isRepeated).findFirst();
    }

    /** The same with this value in place of any other. */
    public AuthorizeParameters with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new AuthorizeParameters(changed);
    }

    public AuthorizeParameters without(Set<String> names) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.keySet().removeAll(names);
        return new AuthorizeParameters(changed);
    }

    public AuthorizeParameters only(Set<String> names) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.keySet().retainAll(names);
        return new AuthorizeParameters(changed);
    }

    /**
     * These parameters with what a request object says in their place, and without the request object: OpenID Connect
     * Core, 6.1. What was given twice beside it stays so.
     */
    AuthorizeParameters supersededBy(AuthorizeParameters object) {
        Map<String, List<String>> merged = new LinkedHashMap<>(values);
        merged.remove("request");
        merged.remove("request_uri");
        object.values.forEach((name, inside) -> {
            if (inside.stream().allMatch(String::isEmpty)) {
                merged.remove(name);
            } else if (!isRepeated(name)) {
                merged.put(name, inside);
            }
        });
        return new AuthorizeParameters(merged);
    }

    /** As a query again, to be kept and read back. */
    public String encoded() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
