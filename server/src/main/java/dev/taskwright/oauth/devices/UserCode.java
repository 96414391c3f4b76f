package dev.taskwright.oauth.devices;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a device shows and a person types: eight consonants, so that they form no word and none looks like a digit. RFC
 * 8628, 6.1: 34 bits, for ten minutes and with few guesses (5.1).
 *
 * @param letters without the dash
 */
public record UserCode(String letters) {
    static final int LENGTH = 8;

    private static final Pattern SHAPE = Pattern.compile("[BCDFGHJKLMNPQRSTVWXZ]{8}");
    private static final Pattern TYPED = Pattern.compile("[A-Za-z]{8}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int LONGEST_TYPED = 40;

    /** Refuses anything but eight letters of the alphabet. */
    public UserCode {
        if (!SHAPE.matcher(letters).matches()) {
            throw new IllegalArgumentException("not a user code");
        }
    }

    /** Reads what somebody typed: capitals or not, with a dash, blanks or none; empty when it cannot be a code. */
    public static Optional<UserCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        return Optional.of(BETWEEN.matcher(text).replaceAll(""))
                .filter(letters -> TYPED.matcher(letters).matches())
                .map(letters -> letters.toUpperCase(Locale.ROOT))
                .filter(letters -> SHAPE.matcher(letters).matches())
                .map(UserCode::new);
    }

    /** As people see it: {@code WDJB-MJHT}. */
    @Override
    public String toString() {
        return letters.substring(0, 4) + "-" + letters.substring(4);
    }
}
