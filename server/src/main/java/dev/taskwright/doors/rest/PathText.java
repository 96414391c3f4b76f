package dev.taskwright.doors.rest;

import dev.taskwright.base.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits a path before it decodes it, so that an encoded slash stays inside its segment. */
final class PathText {
    private PathText() {}

    /** The decoded segments; one slash at the end makes no difference. {@code Invalid} for a broken escape. */
    static List<String> segments(String raw) {
        if (raw.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw ProblemException.invalid("", "The path has characters that must be escaped");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : withoutSlashes(raw).split("/", -1)) {
            segments.add(segment.indexOf('%') < 0 ? segment : decode(segment));
        }
        return segments;
    }

    private static String withoutSlashes(String raw) {
        int start = raw.startsWith("/") ? 1 : 0;
        int end = raw.endsWith("/") && raw.length() > start ? raw.length() - 1 : raw.length();
        return raw.substring(start, end);
    }

    private static String decode(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else {
                bytes.write(escaped(segment, i));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("", "The path is not valid UTF-8");
        }
    }

    private static int escaped(String segment, int at) {
        if (at + 2 < segment.length()) {
            int high = Character.digit(segment.charAt(at + 1), 16);
            int low = Character.digit(segment.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw ProblemException.invalid("", "The path has a broken escape");
    }
}
