package dev.taskwright.identity.personaltokens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.taskwright.platform.crypto.RandomTokens;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a personal token: {@code twp_}, 32 random characters of base62 (190 bits), and the CRC-32 of those in 6 of
 * base62. The checksum lets a scanner, and this server, tell a mistyped or made-up one without asking a database; it
 * protects nothing.
 */
final class TokenText {
    private static final Pattern SHAPE = Pattern.compile("twp_[0-9A-Za-z]{38}");
    private static final String PREFIX = "twp_";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private TokenText() {}

    static String make(RandomTokens random) {
        String secret = random.base62(RANDOM);
        return PREFIX + secret + checksum(secret);
    }

    /** Whether it was meant as a personal token. */
    static boolean hasPrefix(String text) {
        return text.startsWith(PREFIX);
    }

    /** Whether it may be one: only then is it worth looking up. */
    static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches()
                && text.endsWith(checksum(text.substring(PREFIX.length(), PREFIX.length() + RANDOM)));
    }

    static String checksum(String secret) {
        CRC32 crc = new CRC32();
        crc.update(secret.getBytes(US_ASCII));
        char[] digits = new char[CHECKSUM];
        long rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
