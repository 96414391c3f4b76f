package dev.taskwright.platform.http;

import dev.taskwright.base.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code application/x-www-form-urlencoded}, read strictly: broken escapes and broken UTF-8 are refused, not mended. */
final class UrlEncoded {
    private static final int MOST_PAIRS = 500;

    private final byte[] bytes;
    private final String where;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private UrlEncoded(byte[] bytes, String where) {
        this.bytes = bytes;
        this.where = where;
    }

    /** {@code where} names the whole in messages: "form", "query". */
    static Fields read(byte[] bytes, String where) {
        return new UrlEncoded(bytes, where).read();
    }

    private Fields read() {
        int start = 0;
        int pairs = 0;
        while (start < bytes.length) {
            int end = indexOf('&', start, bytes.length);
            if (end > start) {
                if (++pairs > MOST_PAIRS) {
                    throw ProblemException.tooLarge("The " + where + " has more than " + MOST_PAIRS + " fields");
                }
                pair(start, end);
            }
            start = end + 1;
        }
        return Fields.of(values);
    }

    private void pair(int start, int end) {
        int equals = indexOf('=', start, end);
        String name = decode(start, equals, where);
        String value = equals < end ? decode(equals + 1, end, name) : "";
        values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }

    private int indexOf(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }

    private String decode(int start, int end, String field) {
        ByteBuffer decoded = ByteBuffer.allocate(end - start);
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = i + 2 < end ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < end ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw ProblemException.invalid(field, "has a percent sign without two hexadecimal digits");
                }
                decoded.put((byte) (high << 4 | low));
                i += 2;
            } else {
                decoded.put(b == '+' ? (byte) ' ' : b);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid(field, "is not valid UTF-8");
        }
    }
}
