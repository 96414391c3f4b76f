package dev.taskwright.oauth.requests;

import dev.taskwright.platform.http.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parameters of an authorization request as they came. One without a value counts as absent, and none may be there
 * twice: RFC 6749, 3.1. Unknown ones are kept and ignored.
 */
public final class AuthorizeParameters {
    private final Map<String, List<String>> values;

    public AuthorizeParameters(Fields fields) {
        this.values = new LinkedHashMap<>();
        for (String name : fields.names()) {
            List<String> given =
                    fields.all(name).stream().filter(value -> !value.isEmpty()).toList();
            if (!given.isEmpty()) {
                values.put(name, fields.isRepeated(name) ? fields.all(name) : given);
            }
        }
    }

    private AuthorizeParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The value; the first one when it is repeated, which a check has refused or is about to. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    /** The value, unless there are several. */
    Optional<String> single(String name) {
        return isRepeated(name) ? Optional.empty() : find(name);
    }

    boolean isRepeated(String name) {
        return values.getOrDefault(name, List.of()).size() > 1;
    }

    /** Some parameter that is there more than once. */
    Optional<String> anyRepeated() {
        return values.keySet().stream().filter(this::isRepeated).findFirst();
    }

    /**
     * These parameters with what a request object says in their place, and without the request object: OpenID Connect
     * Core, 6.1. What was given twice beside it stays so.
     */
    AuthorizeParameters supersededBy(Map<String, String> object) {
        Map<String, List<String>> merged = new LinkedHashMap<>(values);
        merged.remove("request");
        merged.remove("request_uri");
        object.forEach((name, value) -> {
            if (value.isEmpty()) {
                merged.remove(name);
            } else if (!isRepeated(name)) {
                merged.put(name, List.of(value));
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
