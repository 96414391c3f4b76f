package dev.taskwright.oauth.clients;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an app proves who it is where it speaks to this server itself: RFC 7591, 2; OpenID Connect Core, 9. */
public enum AuthenticationMethod {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    /** A JWT under the secret, which therefore is kept sealed and not only as a digest. */
    CLIENT_SECRET_JWT,
    /** A JWT under a key whose public half is registered. */
    PRIVATE_KEY_JWT,
    NONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuthenticationMethod> of(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }

    /** Whether the app holds a secret that this server made. */
    public boolean usesSecret() {
        return this != PRIVATE_KEY_JWT && this != NONE;
    }

    static AuthenticationMethod stored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
