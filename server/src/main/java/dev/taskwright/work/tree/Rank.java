package dev.taskwright.work.tree;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's place among its siblings: a fraction between 0 and 1, written as its base-62 digits ({@code 0-9A-Za-z}) without
 * trailing zeros, so that bytewise order is numeric order and there is always room before, between and after.
 */
record Rank(String digits) implements Comparable<Rank> {
    /** The longest rank that is stored; where a new one would be longer, its neighbours are spread out first. */
    static final int LONGEST = 24;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = DIGITS.length();
    private static final char LAST = DIGITS.charAt(BASE - 1);

    /** Digits kept behind a run of 0 or z at either end: room for 238 000 steps outwards before the run grows. */
    private static final int STEP_DIGITS = 3;

    Rank {
        if (digits.isEmpty() || digits.endsWith("0") || digits.chars().anyMatch(c -> DIGITS.indexOf(c) < 0)) {
            throw new IllegalArgumentException("not a rank: " + digits);
        }
    }

    /** A rank strictly between the two; null is the open end. Appending and prepending step, so that they stay short. */
    static Rank between(@Nullable Rank low, @Nullable Rank high) {
        if (low != null && high == null) {
            return low.stepUp();
        }
        if (low == null && high != null) {
            return high.stepDown();
        }
        return spread(low, high, 1).getFirst();
    }

    /** {@code count} ascending ranks, evenly spread strictly between the two and as short as that allows. */
    static List<Rank> spread(@Nullable Rank low, @Nullable Rank high, int count) {
        String from = low == null ? "" : low.digits;
        String to = high == null ? "" : high.digits;
        int width = Math.max(1, commonPrefix(from, to));
        BigInteger slots = BigInteger.valueOf(count + 1L);
        while (true) {
            BigInteger floor = number(from, width);
            BigInteger ceiling = high == null ? BigInteger.valueOf(BASE).pow(width) : number(to, width);
            // Digits of `from` beyond the width are cut off: start one above, or the first rank could fall below it.
            BigInteger start = from.length() > width ? floor.add(BigInteger.ONE) : floor;
            BigInteger gap = ceiling.subtract(start);
            if (gap.compareTo(slots) >= 0) {
                return spread(start, gap, slots, width);
            }
            width++;
        }
    }

    private static List<Rank> spread(BigInteger start, BigInteger gap, BigInteger slots, int width) {
        List<Rank> ranks = new ArrayList<>(slots.intValue() - 1);
        for (BigInteger slot = BigInteger.ONE; slot.compareTo(slots) < 0; slot = slot.add(BigInteger.ONE)) {
            ranks.add(of(start.add(gap.multiply(slot).divide(slots)), width));
        }
        return ranks;
    }

    private Rank stepUp() {
        int width = run(LAST) + STEP_DIGITS;
        return of(number(digits, width).add(BigInteger.ONE), width);
    }

    private Rank stepDown() {
        int width = run('0') + STEP_DIGITS;
        return of(number(digits, width).subtract(BigInteger.ONE), width);
    }

    private int run(char digit) {
        int length = 0;
        while (length < digits.length() && digits.charAt(length) == digit) {
            length++;
        }
        return length;
    }

    private static int commonPrefix(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    /** The first {@code width} digits as a whole number, as if zeros followed. */
    private static BigInteger number(String digits, int width) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < width; i++) {
            int digit = i < digits.length() ? DIGITS.indexOf(digits.charAt(i)) : 0;
            number = number.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(digit));
        }
        return number;
    }

    private static Rank of(BigInteger number, int width) {
        char[] digits = new char[width];
        BigInteger rest = number;
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(BASE));
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        int end = width;
        while (digits[end - 1] == '0') {
            end--;
        }
        return new Rank(new String(digits, 0, end));
    }

    boolean isTooLong() {
        return digits.length() > LONGEST;
    }

    @Override
    public int compareTo(Rank other) {
        return digits.compareTo(other.digits);
    }
}
