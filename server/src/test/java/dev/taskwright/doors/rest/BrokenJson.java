package dev.taskwright.doors.rest;

import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Spoils a JSON body: one value of it, or its text. */
final class BrokenJson {
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "1.5",
            "99999999999999999999999",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[[[]]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\nb\"",
            "\"\\u0007\"",
            "\"'; DROP TABLE task; --\"",
            "\"null\"",
            "\"\u202e\u0000\"",
            "NaN",
            "01",
            "'x'",
            "\"\\x\"",
            "{\"a\":1,\"a\":2}",
            "\"afterend\"",
            "\"owner\"");

    private final RandomGenerator random;

    BrokenJson(RandomGenerator random) {
        this.random = random;
    }

    byte[] spoil(String json) {
        return switch (random.nextInt(10)) {
            case 0 -> bytes(json.substring(0, random.nextInt(json.length() + 1)));
            case 1 -> flipped(bytes(json));
            case 2 -> bytes(json + List.of("}", "x", "{}", "\u0000", ",").get(random.nextInt(5)));
            case 3 -> inserted(bytes(json), (byte) (0x80 + random.nextInt(0x80)));
            case 4 -> bytes(VALUES.get(random.nextInt(VALUES.size())));
            case 5 -> deep(json);
            default -> bytes(withAnotherValue(json));
        };
    }

    /** Most are cheap; now and then as deep as nobody would. */
    private byte[] deep(String json) {
        int levels = random.nextInt(20) == 0 ? 100_000 : 50 + random.nextInt(300);
        String open = random.nextBoolean() ? "[" : "{\"x\":";
        return bytes(random.nextBoolean() ? open.repeat(levels) : json.replaceFirst(":", ":" + open.repeat(levels)));
    }

    /** Replaces, drops, doubles or adds something somewhere in the tree. */
    private String withAnotherValue(String json) {
        String mark = "\"@@@\"";
        Object tree = marked(Json.parse(json), 1 + random.nextInt(6));
        String value = random.nextInt(12) == 0
                ? "\"" + "x".repeat(1 + random.nextInt(5_000)) + "\""
                : VALUES.get(random.nextInt(VALUES.size()));
        return Json.text(tree).replace(mark, value);
    }

    private @Nullable Object marked(@Nullable Object value, int steps) {
        if (steps == 0) {
            return "@@@";
        }
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> markedObject(map, steps);
            case List<?> list when !list.isEmpty() -> markedArray(list, steps);
            case null, default -> "@@@";
        };
    }

    private Map<Object, @Nullable Object> markedObject(Map<?, ?> map, int steps) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
        Object name = new ArrayList<>(map.keySet()).get(random.nextInt(map.size()));
        switch (random.nextInt(6)) {
            case 0 -> copy.remove(name);
            case 1 -> copy.put("unknown", "@@@");
            default -> copy.put(name, marked(map.get(name), steps - 1));
        }
        return copy;
    }

    private List<@Nullable Object> markedArray(List<?> list, int steps) {
        List<@Nullable Object> copy = new ArrayList<>(list);
        int at = random.nextInt(list.size());
        if (random.nextInt(5) == 0) {
            for (int i = random.nextInt(30); i > 0; i--) {
                copy.add(list.get(at));
            }
        }
        copy.set(at, marked(list.get(at), steps - 1));
        return copy;
    }

    private byte[] flipped(byte[] bytes) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] inserted(byte[] bytes, byte b) {
        int at = random.nextInt(bytes.length + 1);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = b;
        return longer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
