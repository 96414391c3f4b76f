package dev.taskwright.oauth.clients;

import java.util.Locale;

/** How an app proves at the token endpoint who it is; the words are those of RFC 7591, 2. */
public enum AuthenticationMethod {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    NONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AuthenticationMethod stored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
