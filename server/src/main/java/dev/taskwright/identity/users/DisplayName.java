package dev.taskwright.identity.users;

import dev.taskwright.base.ProblemException;

/** The name a person is shown by: 1 to 100 characters of one line. */
final class DisplayName {
    private static final int LONGEST = 100;

    private DisplayName() {}

    /** @throws ProblemException {@code Invalid} at {@code name} */
    static String require(String text) {
        String name = text.strip();
        boolean printable = name.codePoints().noneMatch(DisplayName::breaksLine);
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST || !printable) {
            throw ProblemException.invalid("name", "A name has 1 to 100 characters and no line breaks");
        }
        return name;
    }

    private static boolean breaksLine(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
