package dev.taskwright.oauth.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Input that nobody should send: made by a grammar, or right input with some of it changed. */
final class Nonsense {
    /** What parsers stumble over. */
    private static final List<String> PIECES = List.of(
            "%",
            "%0",
            "%00",
            "%ff",
            "%C3%28",
            "%ED%A0%80",
            "+",
            "&",
            "&&",
            "=",
            ";",
            "?",
            "/",
            "//",
            "\\",
            "..",
            ":",
            "@",
            ",",
            ".",
            "..",
            "-",
            "_",
            "~",
            "'",
            "\"",
            "<script>",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "1e999",
            "-1",
            "0",
            "99999999999999999999",
            "\u0000",
            "\t",
            "\r\n",
            " ",
            "é",
            "日本",
            "\uD83D\uDE00",
            "\uD800",
            "\u202E",
            "\uFEFF",
            "A".repeat(300),
            "eyJhbGciOiJub25lIn0",
            "e30",
            "==",
            "client_id=x",
            "scope=*");

    private static final List<String> LEAVES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e999",
            "0.5",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"\\ud800\"",
            "\"https://app.example/callback\"",
            "\"openid\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(500) + "\"");
    private static final List<String> NAMES = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "alg",
            "typ",
            "kid",
            "crit",
            "b64",
            "jwk",
            "x5c",
            "kty",
            "crv",
            "n",
            "e",
            "x",
            "y",
            "d",
            "k",
            "keys",
            "use",
            "key_ops",
            "userinfo",
            "id_token",
            "essential",
            "value",
            "values",
            "email",
            "acr",
            "client_id",
            "redirect_uri",
            "scope",
            "request",
            "",
            "é",
            "__proto__");
    private static final int MOST_DEEP = 5_000;

    private final RandomGenerator random;

    Nonsense(RandomGenerator random) {
        this.random = random;
    }

    <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** This text with one to four changes. */
    String changed(String text) {
        String changed = text;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            changed = once(changed);
        }
        return changed;
    }

    private String once(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(1, 12));
        String before = text.substring(0, from);
        String part = text.substring(from, to);
        String after = text.substring(to);
        return switch (random.nextInt(8)) {
            case 0 -> before + after;
            case 1 -> before + any(PIECES) + part + after;
            case 2 -> before + any(PIECES) + after;
            case 3 -> before + part + part + after;
            case 4 -> before + part.repeat(random.nextInt(1, 200)) + after;
            case 5 -> before;
            case 6 -> after + before + part;
            default -> before + new StringBuilder(part).reverse() + after;
        };
    }

    /** A JSON value, mostly well-formed, sometimes deeper than anybody would go. */
    String json() {
        return switch (random.nextInt(30)) {
            case 0 -> "[".repeat(MOST_DEEP) + "]".repeat(MOST_DEEP);
            case 1 -> "{\"a\":".repeat(MOST_DEEP) + "1" + "}".repeat(MOST_DEEP);
            case 2 -> changed(json(3));
            default -> json(3);
        };
    }

    private String json(int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(3);
        return switch (choice) {
            case 0 -> any(LEAVES);
            case 1 -> many(depth).collect(Collectors.joining(",", "[", "]"));
            default ->
                many(depth).map(value -> "\"" + any(NAMES) + "\":" + value).collect(Collectors.joining(",", "{", "}"));
        };
    }

    private Stream<String> many(int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> json(depth - 1));
    }

    /** A compact JWS like this one, with another header, other claims or another signature, or none of the three. */
    String jwt(String right) {
        String[] parts = right.split("\\.", -1);
        return switch (random.nextInt(7)) {
            case 0 -> changed(right);
            case 1 -> encoded(changed(decoded(parts[0]))) + "." + parts[1] + "." + parts[2];
            case 2 -> parts[0] + "." + encoded(changed(decoded(parts[1]))) + "." + parts[2];
            case 3 -> encoded(json()) + "." + parts[1] + "." + parts[2];
            case 4 -> parts[0] + "." + encoded(json()) + "." + parts[2];
            case 5 ->
                encoded("{\"alg\":\"" + any(List.of("none", "HS256", "RS256", "PS999", "")) + "\"}") + "."
                        + encoded(json()) + "." + (random.nextBoolean() ? "" : parts[2]);
            default ->
                String.join(
                        ".",
                        IntStream.range(0, random.nextInt(8))
                                .mapToObj(i -> any(List.of(parts)))
                                .toList());
        };
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    /** What may stand in a request line or a header at all: printable ASCII. */
    static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "").replace("#", "");
    }
}
