package dev.taskwright.identity.users;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What each kind of {@link Detail} may be; a broken rule is an {@code IllegalArgumentException} that completes "X …". */
final class DetailRules {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_ADDRESS = 500;
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern YEAR = Pattern.compile("(?!0000)[0-9]{4}");
    private static final String NO_YEAR = "0000-";

    private DetailRules() {}

    static String line(String text) {
        require(text.codePointCount(0, text.length()) <= LONGEST_LINE, "has at most 200 characters");
        require(text.codePoints().noneMatch(DetailRules::isUnprintable), "is one line of text");
        return text;
    }

    static String webAddress(String text) {
        String rule = "is a web address that begins with https:// or http://";
        require(text.length() <= LONGEST_ADDRESS, "has at most 500 characters");
        try {
            URI uri = new URI(text);
            boolean isWeb = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            require(isWeb && uri.getHost() != null && uri.getRawUserInfo() == null, rule);
            return uri.toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /** OpenID Connect Core, 5.1: a whole date, a year alone, or a day with the year 0000. */
    static String birthdate(String text) {
        try {
            if (text.startsWith(NO_YEAR)) {
                return NO_YEAR
                        + MonthDay.parse("--" + text.substring(NO_YEAR.length()))
                                .toString()
                                .substring(2);
            }
            return YEAR.matcher(text).matches() ? text : day(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "is a date like 1985-04-12, a year like 1985, or a day like 0000-04-12", e);
        }
    }

    private static String day(String text) {
        LocalDate day = LocalDate.parse(text);
        require(day.getYear() > 0 && day.getYear() < 10_000, "has a year of four digits");
        return day.toString();
    }

    static String zone(String text) {
        require(ZoneId.getAvailableZoneIds().contains(text), "is a name like Europe/Berlin or America/New_York");
        return text;
    }

    static String locale(String text) {
        String rule = "is a language tag like en, de-CH or ja";
        try {
            String tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            require(!tag.startsWith("und"), rule);
            return tag;
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }

    /** E.164, as OpenID Connect Core, 5.1 recommends; what people put between the digits is left out. */
    static String phone(String text) {
        String digits = text.replaceAll("[\\s().\\-/]", "");
        require(PHONE.matcher(digits).matches(), "begins with + and the country code, like +49 30 1234567");
        return digits;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isUnprintable(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
