package dev.taskwright.work.values;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Dates and stretches of time in fields, in the words of ISO 8601: {@code 2026-05-04}, {@code 2026-05-04T09:30},
 * {@code 2026-05-04T09:30:00+02:00[Europe/Vienna]}, and two of them, or one and a duration, with a slash between.
 */
final class IsoDates {
    private static final int LONGEST = 200;

    private IsoDates() {}

    /** The text as it stands, once it is known to be a date. */
    static String date(Object given) {
        String text = text(given, "must be a date such as 2026-05-04 or 2026-05-04T09:30:00Z");
        parse(text);
        return text;
    }

    /** The text as it stands, once it is known to be a stretch that does not end before it starts. */
    static String range(Object given) {
        String text = text(given, "must be two dates with a slash between, such as 2026-05-04/2026-05-06");
        int slash = separator(text);
        if (slash < 0) {
            throw new IllegalArgumentException("must be two dates with a slash between, such as 2026-05-04/2026-05-06");
        }
        TemporalAccessor start = parse(text.substring(0, slash));
        String rest = text.substring(slash + 1);
        if (rest.startsWith("P")) {
            requireDuration(rest);
        } else if (isBefore(parse(rest), start)) {
            throw new IllegalArgumentException("must not end before it starts");
        }
        return text;
    }

    /** The slash between the dates: one in a zone's name is followed by a bracket before the next. */
    private static int separator(String text) {
        int bracket = text.indexOf(']');
        int first = text.indexOf('/');
        boolean isInZone = text.indexOf('[') >= 0 && text.indexOf('[') < first;
        return isInZone ? text.indexOf('/', bracket) : first;
    }

    private static String text(Object given, String otherwise) {
        if (given instanceof String text && text.length() <= LONGEST) {
            return text.strip();
        }
        throw new IllegalArgumentException(otherwise);
    }

    private static TemporalAccessor parse(String text) {
        try {
            return text.contains("T")
                    ? DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from)
                    : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be a date that exists, such as 2026-05-04 or 2026-05-04T09:30:00Z", e);
        }
    }

    private static void requireDuration(String text) {
        try {
            int time = text.indexOf('T');
            if (time != 1) {
                Object _ = Period.parse(time < 0 ? text : text.substring(0, time));
            }
            if (time >= 0) {
                Object _ = Duration.parse("P" + text.substring(time));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must end with a date or a duration such as P1D or PT2H", e);
        }
    }

    private static boolean isBefore(TemporalAccessor end, TemporalAccessor start) {
        if (end instanceof ZonedDateTime last && start instanceof ZonedDateTime first) {
            return last.toInstant().isBefore(first.toInstant());
        }
        return local(end, LocalTime.MAX).isBefore(local(start, LocalTime.MIN));
    }

    private static LocalDateTime local(TemporalAccessor moment, LocalTime otherwise) {
        return switch (moment) {
            case ZonedDateTime zoned -> zoned.toLocalDateTime();
            case LocalDateTime local -> local;
            default -> LocalDate.from(moment).atTime(otherwise);
        };
    }
}
