package dev.taskwright.oauth.clients;

import java.util.regex.Pattern;

/**
 * The public name of an app. Never all digits, so that it cannot be taken for a person's {@code sub}
 * (RFC 9700, 4.15).
 *
 * @param value 1 to 512 printable ASCII characters without space; as an address it may be long
 */
public record ClientId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,512}");

    /** Refuses what {@link #isWellFormed} refuses. */
    public ClientId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("a client id is printable and not a number");
        }
    }

    /** Whether this can be the name of any app at all; to be asked of what a request presents. */
    public static boolean isWellFormed(String value) {
        return SHAPE.matcher(value).matches() && !value.chars().allMatch(Character::isDigit);
    }

    /** Whether it is an address, at which the app may describe itself. */
    public static boolean isAddress(String value) {
        return value.startsWith("https://") || value.startsWith("http://");
    }

    @Override
    public String toString() {
        return value;
    }
}
