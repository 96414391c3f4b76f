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
    /** A certificate of a known authority with the registered name in it: RFC 8705, 2.1. */
    TLS_CLIENT_AUTH,
    /** A certificate of the app's own making, whose key is registered: RFC 8705, 2.2. */
    SELF_SIGNED_TLS_CLIENT_AUTH,
    NONE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuthenticationMethod> of(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }

    /** Whether the app holds a secret that this server made. */
    public boolean usesSecret() {
        return switch (this) {
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, CLIENT_SECRET_JWT -> true;
            case PRIVATE_KEY_JWT, TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH, NONE -> false;
        };
    }

    /** Whether the proof is the certificate of the connection. */
    public boolean usesCertificate() {
        return this == TLS_CLIENT_AUTH || this == SELF_SIGNED_TLS_CLIENT_AUTH;
    }

    static AuthenticationMethod stored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
