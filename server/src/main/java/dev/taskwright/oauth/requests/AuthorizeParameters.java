package dev.taskwright.oauth.authorize;

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
final class AuthorizeParameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    AuthorizeParameters(Fields fields) {
        for (String name : fields.names()) {
            List<String> given =
                    fields.all(name).stream().filter(value -> !value.isEmpty()).toList();
            if (!given.isEmpty()) {
                values.put(name, fields.isRepeated(name) ? fields.all(name) : given);
            }
        }
    }

    /** The value; the first one when it is repeated, which a check has refused or is about to. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    boolean isRepeated(String name) {
        return values.getOrDefault(name, List.of()).size() > 1;
    }

    /** Some parameter that is there more than once. */
    Optional<String> anyRepeated() {
        return values.keySet().stream().filter(this::isRepeated).findFirst();
    }

    /** As a query again, to be kept and read back. */
    String encoded() {
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
