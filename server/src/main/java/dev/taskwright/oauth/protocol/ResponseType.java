package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The response types of the authorization endpoint: RFC 6749, 3.1.1; OAuth 2.0 Multiple Response Type Encoding
 * Practices, 2 to 5. The order of the words does not matter.
 */
public enum ResponseType {
    CODE("code"),
    TOKEN("token"),
    ID_TOKEN("id_token"),
    ID_TOKEN_TOKEN("id_token token"),
    CODE_ID_TOKEN("code id_token"),
    CODE_TOKEN("code token"),
    CODE_ID_TOKEN_TOKEN("code id_token token"),
    /** The person's answer is recorded and nothing is handed out. */
    NONE("none");

    private final String words;

    ResponseType(String words) {
        this.words = words;
    }

    /** The words in registered order, separated by one space. */
    public String words() {
        return words;
    }

    public boolean hasCode() {
        return parts().contains("code");
    }

    /** Whether an access token comes with the answer. */
    public boolean hasToken() {
        return parts().contains("token");
    }

    /** Whether an ID token comes with the answer. */
    public boolean hasIdToken() {
        return parts().contains("id_token");
    }

    /** Whether tokens come with the answer, which then must not stand in a query: Multiple Response Types, 3 and 5. */
    public boolean answersInFront() {
        return hasToken() || hasIdToken();
    }

    /** How the answer travels when the request does not say. */
    public ResponseMode usualMode() {
        return answersInFront() ? ResponseMode.FRAGMENT : ResponseMode.QUERY;
    }

    /** The grants an app must be registered for to use this one: OpenID Connect Registration, 2. */
    public Set<GrantType> grants() {
        Set<GrantType> grants = EnumSet.noneOf(GrantType.class);
        if (hasCode() || this == NONE) {
            grants.add(GrantType.AUTHORIZATION_CODE);
        }
        if (answersInFront()) {
            grants.add(GrantType.IMPLICIT);
        }
        return grants;
    }

    private Set<String> parts() {
        return Set.of(words.split(" ", -1));
    }

    public static Optional<ResponseType> of(String words) {
        List<String> wanted = Arrays.asList(words.split(" ", -1));
        Set<String> unordered = Set.copyOf(wanted);
        return unordered.size() == wanted.size()
                ? Arrays.stream(values())
                        .filter(t -> t.parts().equals(unordered))
                        .findFirst()
                : Optional.empty();
    }
}
