package dev.taskwright.identity.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taskwright.base.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be a password: 12 to 256 characters (code points), and none of the commonest. No rule about digits or signs:
 * those make passwords worse to remember and no harder to guess (NIST SP 800-63B-4, 3.1.1.2).
 */
public final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;
    private static final String LIST = "common-passwords.txt";

    private PasswordRules() {}

    /** @throws ProblemException {@code Invalid} at {@code field}, with the reason */
    public static void require(String field, String password) {
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        int length = composed.codePointCount(0, composed.length());
        if (length < SHORTEST) {
            throw ProblemException.invalid(
                    field, "A password has at least " + SHORTEST + " characters; this one has " + length);
        }
        if (length > LONGEST) {
            throw ProblemException.invalid(field, "A password has at most " + LONGEST + " characters");
        }
        if (isCommon(composed)) {
            throw ProblemException.invalid(
                    field, "This is one of the commonest passwords and would be guessed at once; choose another");
        }
    }

    static boolean isCommon(String password) {
        return Common.LIST.contains(password.toLowerCase(Locale.ROOT));
    }

    /** Read when the first password is set: most processes never need it. */
    private static final class Common {
        static final Set<String> LIST = read();

        private static Set<String> read() {
            try (InputStream in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream(PasswordRules.LIST));
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                return lines.lines().filter(line -> !line.startsWith("#!")).collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
