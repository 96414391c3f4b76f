package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an app's access tokens look. */
public enum TokenFormat {
    /** Readable by any resource server with this server's public keys: RFC 9068. */
    JWT,
    /** A random word that only this server understands; others ask by introspection. */
    OPAQUE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TokenFormat> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
    }
}
