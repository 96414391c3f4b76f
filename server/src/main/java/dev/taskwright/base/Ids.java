package dev.taskwright.base;

/** The one rule for ids that are opaque text: 1 to 128 characters, none of them blank or a control character. */
final class Ids {
    private static final int LONGEST = 128;

    private Ids() {}

    static void requireId(String value) {
        if (!isId(value)) {
            throw new IllegalArgumentException("an id is 1 to 128 visible characters");
        }
    }

    static boolean isId(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }
}
