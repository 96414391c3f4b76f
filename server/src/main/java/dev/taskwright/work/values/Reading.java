package dev.taskwright.work.values;

import dev.taskwright.work.fields.FieldData;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came from outside for a field, as the field keeps it. Generous where it is plain what is meant: clients send numbers
 * as texts and texts as numbers. Refuses with IllegalArgumentException, whose message reads on from "value".
 */
public final class Reading {
    static final int LONGEST = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,3})?");

    private Reading() {}

    /**
     * What a field keeps of a value that points at nothing else.
     *
     * @throws IllegalArgumentException also for fields that point at people, files or tasks, hide what they hold, or
     *     cannot be written
     */
    public static Object plain(FieldData field, Object given) {
        return switch (field) {
            case FieldData.Truth _ -> truth(given);
            case FieldData.Note _, FieldData.Text _ -> text(given);
            case FieldData.Select select -> option(select, given);
            case FieldData.Numeric _ -> number(given);
            case FieldData.Rating rating -> rating(rating, given);
            case FieldData.DateTime _ -> IsoDates.date(given);
            case FieldData.DateRange _ -> IsoDates.range(given);
            case FieldData.Assign _,
                    FieldData.Media _,
                    FieldData.Relationship _,
                    FieldData.Password _,
                    FieldData.Timestamp _,
                    FieldData.TimestampAt _,
                    FieldData.TimestampAuthor _,
                    FieldData.NodeText _,
                    FieldData.NodeCompleted _,
                    FieldData.Unimplemented _ ->
                throw new IllegalArgumentException("is not kept by a field of the type " + field.type());
        };
    }

    static boolean truth(Object given) {
        return switch (given) {
            case Boolean truth -> truth;
            case Number number when number.doubleValue() == 1 -> true;
            case Number number when number.doubleValue() == 0 -> false;
            case String text when text.equals("true") || text.equals("1") -> true;
            case String text when text.equals("false") || text.equals("0") -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    /** A Long where it is whole, a Double otherwise. */
    static Number number(Object given) {
        return switch (given) {
            case Number number -> whole(number.doubleValue(), number);
            case String text
            when NUMBER.matcher(text.strip()).matches() -> {
                double number = new BigDecimal(text.strip()).doubleValue();
                if (Double.isInfinite(number)) {
                    throw new IllegalArgumentException("is too large a number");
                }
                yield whole(number, number);
            }
            default -> throw new IllegalArgumentException("must be a number");
        };
    }

    private static Number whole(double value, Number otherwise) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return isWhole ? (Number) (long) value : otherwise;
    }

    /** At most {@code LONGEST} characters; a number becomes a text. */
    public static String text(Object given) {
        String text = switch (given) {
            case String it -> it;
            case Number number -> whole(number.doubleValue(), number).toString();
            default -> throw new IllegalArgumentException("must be a text");
        };
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        return text;
    }

    static long rating(FieldData.Rating rating, Object given) {
        Number number = number(given);
        if (!(number instanceof Long stars) || stars < 0 || stars > rating.max()) {
            throw new IllegalArgumentException("must be a whole number from 0 to " + rating.max());
        }
        return stars;
    }

    /** The id of an option that is named by its id or, where that is none, by its name. */
    static String option(FieldData.Select select, Object given) {
        String word = text(given);
        if (select.options().containsKey(word)) {
            return word;
        }
        Optional<FieldData.Option> named = inOrder(select)
                .filter(option -> option.id().equals(word) || option.name().equals(word))
                .findFirst();
        return named.map(FieldData.Option::id).orElseThrow(() -> unknownOption(select));
    }

    private static IllegalArgumentException unknownOption(FieldData.Select select) {
        String some = inOrder(select).limit(10).map(FieldData.Option::id).collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                some.isEmpty() ? "must be an option, and there is none" : "must be the id of an option: " + some);
    }

    static Stream<FieldData.Option> inOrder(FieldData.Select select) {
        return select.options().values().stream().sorted(Comparator.comparing(FieldData.Option::rank));
    }

    /** The text itself, once it is known to be long enough and not too long. */
    static String password(FieldData.Password field, Object given) {
        String password = text(given);
        int length = password.codePointCount(0, password.length());
        Integer most = field.maxLength();
        if (length < field.minLength()) {
            throw new IllegalArgumentException("must have at least " + field.minLength() + " characters");
        }
        if (most != null && length > most) {
            throw new IllegalArgumentException("must have at most " + most + " characters");
        }
        return password;
    }
}
