package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address, as typed. Two that differ only in case or in how accents are composed are the same: mail systems in
 * use treat them so, and nobody should get an account that reads like another's.
 */
public record EmailAddress(String typed) {
    private static final int LONGEST = 254;

    /** What is compared. */
    String key() {
        return key(typed);
    }

    /** What is compared with an address that somebody looks for; empty for what cannot be one, which nobody has. */
    static String sought(String typed) {
        return isPlausible(typed.strip()) ? key(typed) : "";
    }

    private static String key(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException {@code Invalid} at {@code email}; only mail sent there can tell whether it exists */
    public static EmailAddress require(String text) {
        String typed = text.strip();
        if (!isPlausible(typed)) {
            throw ProblemException.invalid("email", "This is not an e-mail address");
        }
        return new EmailAddress(typed);
    }

    private static boolean isPlausible(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.length() <= LONGEST
                && text.codePoints().noneMatch(EmailAddress::neverInAddress);
    }

    private static boolean neverInAddress(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || "<>()[]\\,;:\"".indexOf(c) >= 0;
    }
}
