package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The short unique name a person goes by: 2 to 39 of a-z, 0-9, dash and underscore, not starting with either. */
public final class Handle {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]{1,38}");

    private Handle() {}

    public static boolean isHandle(String text) {
        return SHAPE.matcher(text).matches();
    }

    /**
     * As people may type it when they mean an existing one: capitals and surrounding spaces do not matter. Empty for what
     * cannot be a handle, which nobody has.
     */
    static String sought(String typed) {
        String handle = typed.strip().toLowerCase(Locale.ROOT);
        return isHandle(handle) ? handle : "";
    }

    /** @throws ProblemException {@code Invalid} at {@code handle} when it cannot be one */
    static String require(String text) {
        if (!isHandle(text)) {
            throw ProblemException.invalid(
                    "handle",
                    "A handle has 2 to 39 characters: small letters a-z, digits, dash and underscore,"
                            + " beginning with a letter or digit");
        }
        return text;
    }
}
