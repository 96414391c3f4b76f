package dev.taskwright.platform.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What another machine answered.
 *
 * @param headers by lower-case name; of a repeated one the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboundAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the other side may well take the same later: RFC 9110, 15.5.9 and 15.6; RFC 8470, 5.2; RFC 6585, 4. */
    public boolean isWorthAnotherTry() {
        return status >= 500 || LATER.contains(status);
    }

    /** The media type without parameters, in lower case. */
    public Optional<String> mediaType() {
        return Optional.ofNullable(headers.get("content-type"))
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /**
     * How long it may be kept, by what it says itself: RFC 9111, 4.2 and 5.2.2. Zero when it says not to; empty when it
     * says nothing.
     */
    public Optional<Duration> freshFor(Instant now) {
        String control = headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT);
        Set<String> directives =
                Stream.of(control.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> most = directives.stream()
                .filter(each -> each.matches("max-age=\"?[0-9]{1,9}\"?"))
                .map(each -> seconds(each.replaceAll("[^0-9]", "")))
                .findFirst();
        return most.or(() -> Optional.ofNullable(headers.get("expires")).map(end -> until(end, now)))
                .map(age -> age.minus(seconds(headers.getOrDefault("age", "0"))))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    private static Duration until(String date, Instant now) {
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException malformed) {
            // RFC 9111, 5.3: what is no date is in the past
            return Duration.ZERO;
        }
    }

    private static Duration seconds(String digits) {
        return digits.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(digits)) : Duration.ZERO;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Leaves the body out. */
    @Override
    public String toString() {
        return "OutboundAnswer[" + status + ", " + body.length + " bytes]";
    }
}
