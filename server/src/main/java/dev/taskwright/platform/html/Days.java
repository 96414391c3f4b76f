package dev.taskwright.platform.html;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write a day: {@code 21 Nov 2026}. */
public final class Days {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private Days() {}

    public static String text(LocalDate day) {
        return DAY.format(day);
    }
}
