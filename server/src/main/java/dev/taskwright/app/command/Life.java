package dev.taskwright.app.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how long something lasts, as a command line says it: {@code 90d}, {@code 12h}, {@code 30m}. */
public final class Life {
    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,4})([dhm])");

    private Life() {}

    public static Duration parse(String text) {
        Matcher life = SHAPE.matcher(text);
        if (!life.matches()) {
            throw new IllegalArgumentException("must be a number with d, h or m, such as 90d");
        }
        long number = Long.parseLong(life.group(1));
        return switch (life.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
