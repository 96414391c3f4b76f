package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A string of {@code min} to {@code max} characters (Unicode code points). Control characters are refused, except tab
 * and line ends where a text may have several lines.
 */
final class Text extends Scalar<String> {
    private final int min;
    private final int max;
    private final boolean oneLine;

    Text(int min, int max, boolean oneLine) {
        super(describe(min, max, oneLine));
        this.min = min;
        this.max = max;
        this.oneLine = oneLine;
    }

    private static Schema describe(int min, int max, boolean oneLine) {
        Schema schema = Schema.of("string");
        schema = min > 0 ? schema.with(Map.of("minLength", min)) : schema;
        schema = max < Integer.MAX_VALUE ? schema.with(Map.of("maxLength", max)) : schema;
        return oneLine ? schema.with(Map.of("pattern", "^[^\\r\\n]*$")) : schema;
    }

    @Override
    public String read(JsonInput in) {
        return checked(in.string(), in::pointer);
    }

    @Override
    public String parse(String text, String where) {
        return checked(text, () -> where);
    }

    @Override
    public void write(JsonOutput out, String value) {
        out.string(value);
    }

    private String checked(String text, Supplier<String> where) {
        int length = text.length() <= min || text.length() > max ? text.codePointCount(0, text.length()) : max;
        if (length < min) {
            throw ProblemException.invalid(
                    where.get(), min == 1 ? "must not be empty" : "must have at least " + min + " characters");
        }
        if (length > max) {
            throw ProblemException.invalid(where.get(), "must have at most " + max + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                throw ProblemException.invalid(where.get(), refusal(text.charAt(i)));
            }
        }
        return text;
    }

    private boolean isAllowed(char c) {
        return !Character.isISOControl(c) || c == '\t' || (!oneLine && (c == '\n' || c == '\r'));
    }

    private static String refusal(char c) {
        return c == '\n' || c == '\r'
                ? "must be one line"
                : "must not contain the control character U+%04X".formatted((int) c);
    }
}
