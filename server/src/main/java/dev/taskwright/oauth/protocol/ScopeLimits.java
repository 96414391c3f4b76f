package dev.taskwright.oauth.protocol;

import java.util.Optional;

/**
 * What an app may be granted: RFC 6749, 3.3.
 *
 * @param most everything it may ask for
 * @param usual what it gets when it asks for nothing in particular; within {@code most}
 */
public record ScopeLimits(ScopeSet most, ScopeSet usual) {
    /** Asks for all there is to have. */
    public static final String EVERYTHING = "*";

    /**
     * What a request gets: without words the usual set, for {@code *} all of it; one that the app may not have, or that
     * does not exist, fails the whole request.
     *
     * @param words the parameter {@code scope}
     * @throws OAuthException {@code invalid_scope}
     */
    public ScopeSet choose(Optional<String> words) {
        ScopeSet chosen = words.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.equals(EVERYTHING) ? most : parse(text))
                .orElse(usual);
        if (chosen.isEmpty()) {
            throw invalid("scope is missing and the app has no default");
        }
        if (!most.containsAll(chosen)) {
            throw invalid("scope names one that does not exist or that the app may not ask for");
        }
        return chosen;
    }

    private static ScopeSet parse(String words) {
        return ScopeSet.parse(words).orElseThrow(() -> invalid("scope is not a list of scopes"));
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.invalidScope(description));
    }
}
