package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.Map;
import java.util.function.Supplier;

/** A whole number in a range; {@code 5.0} counts as 5. */
final class Whole extends Scalar<Long> {
    private static final int LONGEST = 20;

    private final long min;
    private final long max;

    Whole(long min, long max) {
        super(Schema.of("integer").with(Map.of("minimum", min)).with(Map.of("maximum", max)));
        this.min = min;
        this.max = max;
    }

    @Override
    public Long read(JsonInput in) {
        return checked(in.whole(), in::pointer);
    }

    @Override
    public Long parse(String text, String where) {
        if (text.length() > LONGEST || !text.matches("-?[0-9]+")) {
            throw ProblemException.invalid(where, "must be a whole number");
        }
        try {
            return checked(Long.parseLong(text), () -> where);
        } catch (NumberFormatException e) {
            return checked(text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE, () -> where);
        }
    }

    @Override
    public void write(JsonOutput out, Long value) {
        out.number(value);
    }

    private long checked(long number, Supplier<String> where) {
        if (number < min || number > max) {
            throw ProblemException.invalid(where.get(), "must be between " + min + " and " + max);
        }
        return number;
    }
}
