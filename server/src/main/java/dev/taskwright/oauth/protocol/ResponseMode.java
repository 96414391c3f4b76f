package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an authorization answer travels: OAuth 2.0 Multiple Response Type Encoding Practices, 2.1; OAuth 2.0 Form Post
 * Response Mode, 2; each also with the answer in a signed JWT: JARM, 2.3.
 */
public enum ResponseMode {
    QUERY("query"),
    /** Never reaches the app's server by itself; a script of the app reads it. */
    FRAGMENT("fragment"),
    /** A page of this server posts it to the app. */
    FORM_POST("form_post"),
    QUERY_JWT("query.jwt"),
    FRAGMENT_JWT("fragment.jwt"),
    FORM_POST_JWT("form_post.jwt");

    /** A JWT, travelling as is usual for the response type: JARM, 2.3.4. */
    private static final String USUAL_JWT = "jwt";

    private final String word;

    ResponseMode(String word) {
        this.word = word;
    }

    /** Every word that a request may use. */
    public static List<String> words() {
        return Stream.concat(Arrays.stream(values()).map(mode -> mode.word), Stream.of(USUAL_JWT))
                .toList();
    }

    /** @param isInFront whether the answer holds tokens */
    public static Optional<ResponseMode> of(String word, boolean isInFront) {
        return word.equals(USUAL_JWT)
                ? Optional.of(isInFront ? FRAGMENT_JWT : QUERY_JWT)
                : Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }

    /** The way it goes, whatever it looks like. */
    public ResponseMode way() {
        return switch (this) {
            case QUERY, QUERY_JWT -> QUERY;
            case FRAGMENT, FRAGMENT_JWT -> FRAGMENT;
            case FORM_POST, FORM_POST_JWT -> FORM_POST;
        };
    }

    /** Whether the answer is a JWT. */
    public boolean isSigned() {
        return this != way();
    }
}
