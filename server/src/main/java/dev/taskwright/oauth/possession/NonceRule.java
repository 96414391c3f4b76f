package dev.taskwright.oauth.possession;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether proofs must carry a nonce of this server: RFC 9449, 8. One that is there must be good either way. */
public enum NonceRule {
    /** Every answer brings one; who uses it shows that the proof was made just now. */
    OFFERED,
    /** A proof without one is sent back with it. */
    REQUIRED;

    /** By its word in small letters. */
    public static Optional<NonceRule> of(String word) {
        return Arrays.stream(values())
                .filter(rule -> rule.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
