package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The response types of the authorization endpoint. The order of the words does not matter: RFC 6749, 3.1.1. */
public enum ResponseType {
    CODE("code");

    private final String words;

    ResponseType(String words) {
        this.words = words;
    }

    /** The words in registered order, separated by one space. */
    public String words() {
        return words;
    }

    public static Optional<ResponseType> of(String words) {
        String[] wanted = words.split(" ", -1);
        Set<String> unordered = Set.copyOf(Arrays.asList(wanted));
        return unordered.size() == wanted.length
                ? Arrays.stream(values())
                        .filter(t -> Set.of(t.words.split(" ", -1)).equals(unordered))
                        .findFirst()
                : Optional.empty();
    }
}
