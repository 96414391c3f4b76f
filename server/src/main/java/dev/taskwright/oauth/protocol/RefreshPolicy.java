package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happens to an app's refresh token when it is used. */
public enum RefreshPolicy {
    /** Each use gives a new one and ends the old one: RFC 9700, 4.14.2. */
    ROTATE,
    /** The same one stays good; for software that keeps only the first. Never for public apps. */
    REUSE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RefreshPolicy> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }
}
