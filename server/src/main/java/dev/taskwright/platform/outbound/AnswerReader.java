package dev.taskwright.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one HTTP/1.1 answer of a connection that closes after it: RFC 9112, 4 to 7. Everything in it is bounded. */
final class AnswerReader {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final int MOST_INTERIM_ANSWERS = 5;

    private final InputStream in;
    private final int mostBytes;
    private int headerBytes;

    AnswerReader(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    OutboundAnswer read() throws IOException {
        for (int i = 0; i < MOST_INTERIM_ANSWERS; i++) {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status >= 200) {
                return new OutboundAnswer(status, headers, body(status, headers));
            }
        }
        throw new OutboundRefused("answered nothing final");
    }

    private static int status(String line) {
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new OutboundRefused("did not answer in HTTP/1.1");
        }
        return Integer.parseInt(status.group(1));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new OutboundRefused("answered a malformed header");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        @Nullable String coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new OutboundRefused("answered in an unknown transfer coding");
            }
            return chunks();
        }
        if (!headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw new OutboundRefused("answered in an unknown content coding");
        }
        @Nullable String length = headers.get("content-length");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (length == null) {
            copy(body, mostBytes + 1, false);
            requireWithin(body.size());
        } else {
            copy(body, number(length, 10), true);
        }
        return body.toByteArray();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            requireWithin((long) body.size() + size);
            copy(body, size, true);
            if (!line().isEmpty()) {
                throw new OutboundRefused("answered a malformed chunk");
            }
        }
    }

    private void copy(ByteArrayOutputStream body, int size, boolean whole) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        int left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                if (whole) {
                    throw new OutboundRefused("broke its answer off");
                }
                return;
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private int number(String digits, int radix) {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0) {
                requireWithin(number);
                return number;
            }
        } catch (NumberFormatException malformed) {
            requireWithin(digits.matches("[0-9A-Fa-f]{8,}") ? Long.MAX_VALUE : 0);
        }
        throw new OutboundRefused("answered a malformed length");
    }

    private void requireWithin(long bytes) {
        if (bytes > mostBytes) {
            throw new OutboundRefused("answered more than " + mostBytes + " bytes");
        }
    }

    /** One line without its end; the lines of an answer, chunk sizes included, share one limit. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new OutboundRefused("broke its answer off");
            }
            if (++headerBytes > MOST_HEADER_BYTES) {
                throw new OutboundRefused("answered too many header lines");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
