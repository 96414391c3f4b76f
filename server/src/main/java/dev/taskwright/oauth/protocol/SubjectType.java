package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether every app sees the same {@code sub} of a person: OpenID Connect Core, 8. */
public enum SubjectType {
    PUBLIC,
    /** Each sector sees another one, so that apps cannot compare their people. */
    PAIRWISE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SubjectType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
