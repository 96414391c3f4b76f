package dev.taskwright.oauth.registration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may register an app without the operator: RFC 7591, 3. */
public enum RegistrationPolicy {
    ANYONE,
    /** Who holds an initial access token: RFC 7591, 1.2. */
    TOKEN,
    NOBODY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RegistrationPolicy> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}
