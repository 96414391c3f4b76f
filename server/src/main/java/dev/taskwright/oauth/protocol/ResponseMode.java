package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * How an authorization answer travels: OAuth 2.0 Multiple Response Type Encoding Practices, 2.1; OAuth 2.0 Form Post
 * Response Mode, 2.
 */
public enum ResponseMode {
    QUERY("query"),
    /** Never reaches the app's server by itself; a script of the app reads it. */
    FRAGMENT("fragment"),
    /** A page of this server posts it to the app. */
    FORM_POST("form_post");

    private final String word;

    ResponseMode(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<ResponseMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
