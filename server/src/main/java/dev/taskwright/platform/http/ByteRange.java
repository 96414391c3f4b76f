package dev.taskwright.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretch of a file that a request asks for (RFC 9110, 14.2): one range; several, and what is no range, mean the whole.
 *
 * @param from the first byte
 * @param to the byte behind the last
 * @param length of the whole file
 */
record ByteRange(long from, long to, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** @param tag what {@code If-Range} must say for the range to count */
    static ByteRange of(ServerRequest request, long length, String tag) {
        String condition = request.headers().first(HeaderNames.IF_RANGE).orElse(tag);
        String range = request.headers().first(HeaderNames.RANGE).orElse("");
        return condition.equals(tag) ? of(range, length) : new ByteRange(0, length, length);
    }

    static ByteRange of(String range, long length) {
        ByteRange whole = new ByteRange(0, length, length);
        Matcher matcher = ONE.matcher(range.replace(" ", ""));
        if (!matcher.matches()) {
            return whole;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty()
                    ? whole
                    : new ByteRange(length - Math.min(length, Long.parseLong(last)), length, length);
        }
        long from = Long.parseLong(first);
        if (last.isEmpty()) {
            return new ByteRange(Math.min(from, length), length, length);
        }
        long to = Long.parseLong(last) + 1;
        return to <= from ? whole : new ByteRange(Math.min(from, length), Math.min(to, length), length);
    }

    boolean isPart() {
        return from > 0 || to < length;
    }

    /** Whether it asks for bytes that are not there. */
    boolean isMissing() {
        return isPart() && from >= to;
    }
}
