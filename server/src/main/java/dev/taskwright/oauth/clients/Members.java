package dev.taskwright.oauth.clients;

import com.nimbusds.jose.Algorithm;
import dev.taskwright.base.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a registration as typed values. A member that is null or absent is not there; one of the wrong type is
 * refused with {@code Problem.Invalid} at its name.
 */
public final class Members {
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_LIST = 50;

    private final Map<String, Object> values;

    private Members(Map<String, Object> values) {
        this.values = values;
    }

    /** @param plain a JSON value, as {@link dev.taskwright.platform.json.Json#parse} gives it; must be an object */
    public static Members of(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            throw ProblemException.invalid("", "the registration must be a JSON object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                values.put(String.valueOf(name), value);
            }
        });
        return new Members(values);
    }

    /** The same with one member more, or another value of it. */
    public Members with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Members(changed);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> text(name, value));
    }

    /** The same for a text that may be longer than usual. */
    Optional<String> text(String name, int longest) {
        return Optional.ofNullable(values.get(name)).map(value -> text(name, value, longest));
    }

    /** A text that means something: an unknown word is refused, naming the known ones. */
    public <T> Optional<T> word(String name, Function<String, Optional<T>> known, String choice) {
        return text(name).map(word -> known.apply(word).orElseThrow(() -> wrong(name, "must be " + choice)));
    }

    public List<String> texts(String name) {
        return switch (values.get(name)) {
            case null -> List.of();
            case List<?> list
            when list.size() <= LONGEST_LIST -> {
                List<String> texts = new ArrayList<>();
                for (Object element : list) {
                    texts.add(text(name, element));
                }
                yield texts;
            }
            default -> throw wrong(name, "must be an array of at most " + LONGEST_LIST + " strings");
        };
    }

    public boolean truth(String name) {
        return switch (values.get(name)) {
            case null -> false;
            case Boolean truth -> truth;
            default -> throw wrong(name, "must be true or false");
        };
    }

    Optional<Long> whole(String name, long most) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Long number when number >= 0 && number <= most -> Optional.of(number);
            default -> throw wrong(name, "must be a whole number from 0 to " + most);
        };
    }

    /** An address with a scheme, unchanged. */
    @Nullable
    URI uri(String name) {
        return text(name).map(text -> uri(name, text)).orElse(null);
    }

    List<URI> uris(String name) {
        return texts(name).stream().map(text -> uri(name, text)).toList();
    }

    /** An algorithm by its registered name; which ones are known is for the caller to check. */
    <A extends Algorithm> @Nullable A algorithm(String name, Function<String, A> parse) {
        return text(name)
                .map(word -> {
                    if (!word.matches("[A-Za-z0-9+_-]{1,40}")) {
                        throw wrong(name, "must be the name of an algorithm");
                    }
                    return parse.apply(word);
                })
                .orElse(null);
    }

    /** A JSON value as it came; null when it is not there. */
    public @Nullable Object plain(String name) {
        return values.get(name);
    }

    /** The refusal of one member. */
    public static ProblemException wrong(String name, String rule) {
        return ProblemException.invalid(name, name + " " + rule);
    }

    private static URI uri(String name, String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // the same answer as for a relative one
        }
        throw wrong(name, "must be an absolute URI");
    }

    private static String text(String name, @Nullable Object value) {
        return text(name, value, LONGEST_TEXT);
    }

    private static String text(String name, @Nullable Object value, int longest) {
        if (value instanceof String text && text.length() <= longest) {
            return text;
        }
        throw wrong(name, "must be a string of at most " + longest + " characters");
    }
}
