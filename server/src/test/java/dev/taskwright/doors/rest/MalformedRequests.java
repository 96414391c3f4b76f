package dev.taskwright.doors.rest;

import dev.taskwright.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes requests that are wrong somewhere, from an OpenAPI document: a sound request to one of its operations, spoilt in
 * its path, query, headers, body or framing. Some turn out to be right after all.
 */
final class MalformedRequests {
    private static final List<String> PLACES = List.of(
            "nowhere",
            "",
            "%00",
            "%ff",
            "%",
            "%zz",
            "%2e%2e",
            "..",
            ".",
            "%2F",
            "a%2Fb",
            "a;b=c",
            "x".repeat(129),
            "x".repeat(3_000),
            "%F0%9F%98%80",
            "null",
            "0",
            "-1",
            "'%20OR%20'1'='1",
            "{taskId}",
            "%0a",
            "<b>",
            "\u00e9");
    private static final List<String> QUERIES = List.of(
            "0",
            "-1",
            "1001",
            "99999999999999999999",
            "ten",
            "1.5",
            "",
            "%00",
            "%ff",
            "%zz",
            "%",
            "nowhere",
            "1&limit=2",
            "x".repeat(200),
            "viewed-desc",
            "&&&",
            "=",
            "a;b",
            "[]",
            "%E2%80%AE");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get", "P\u00d6ST");
    private static final List<String> HEADERS = List.of(
            "Content-Type: text/xml",
            "Content-Type: multipart/form-data",
            "Content-Type: ;;;",
            "Content-Type:",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "Expect: 100-continue",
            "Expect: magic",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip",
            "Connection: close",
            "Connection: Upgrade",
            "Upgrade: h2c",
            "Prefer: handling=strict",
            "Prefer: ,;=",
            "Authorization: Bearer x",
            "Authorization:",
            "Accept: image/png",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "Host: other",
            "Cookie: a=b; c",
            "X-Forwarded-For: <script>",
            "X-Http-Method-Override: DELETE",
            "no colon",
            "Sp ace: x",
            ": empty",
            "Control: a\u0001b",
            "Content-Length: 3",
            "Content-Length: x",
            "Content-Length: -1",
            "TE: trailers");

    /**
     * @param about what it is, for the report of a failure
     * @param message the bytes to send, one per character
     */
    record Shot(String about, String message, String method, boolean isBrokenMessage) {}

    private record Target(String method, String path, List<String> queries, String body) {}

    private final List<Target> targets = new ArrayList<>();
    private final RandomGenerator random;
    private final BrokenJson bodies;

    MalformedRequests(String openApi, RandomGenerator random) {
        this.random = random;
        this.bodies = new BrokenJson(random);
        map(map(Json.parse(openApi)).get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, operation) ->
                                targets.add(target(path.toString(), method.toString(), map(operation)))));
    }

    private static Target target(String path, String method, Map<?, ?> operation) {
        List<String> queries = new ArrayList<>();
        if (operation.get("parameters") instanceof List<?> parameters) {
            parameters.stream()
                    .map(MalformedRequests::map)
                    .filter(parameter -> "query".equals(parameter.get("in")))
                    .forEach(parameter -> queries.add(String.valueOf(parameter.get("name"))));
        }
        Object example = map(map(map(operation.get("requestBody")).get("content"))
                        .get("application/json"))
                .get("example");
        String body = example == null ? "" : Json.text(example);
        return new Target(method.toUpperCase(Locale.ROOT), path, queries, body);
    }

    /** @param places what to put for {@code {projectId}} and its like, in paths and in bodies */
    Shot next(String token, Map<String, String> places) {
        Target target = targets.get(random.nextInt(targets.size()));
        String path = target.path();
        String body = target.body();
        int spoiltPlace = random.nextInt(3);
        for (Map.Entry<String, String> place : places.entrySet()) {
            boolean isSpoilt = spoiltPlace == 0 && random.nextInt(3) == 0;
            path = path.replace("{" + place.getKey() + "}", isSpoilt ? any(PLACES) : place.getValue());
            body = body.replaceAll(
                    "\"" + place.getKey() + "\":\"[^\"]*\"", "\"" + place.getKey() + "\":\"" + place.getValue() + "\"");
        }
        Draft draft = new Draft(target.method(), RestDoor.ROOT + path, body.getBytes(StandardCharsets.UTF_8));
        draft.headers.add("Authorization: Bearer " + token);
        target.queries().stream()
                .filter(name -> random.nextBoolean())
                .forEach(name -> draft.query.add(name + "=" + any(QUERIES)));
        for (int i = random.nextInt(3); i >= 0; i--) {
            spoil(draft, body);
        }
        byte[] bytes = draft.bytes();
        boolean isTorn = random.nextInt(25) == 0;
        if (isTorn) {
            tear(bytes);
        }
        String about = target.method() + " " + target.path() + ": " + printable(bytes);
        return new Shot(
                about, new String(bytes, StandardCharsets.ISO_8859_1), draft.method, draft.isBrokenMessage || isTorn);
    }

    private void spoil(Draft draft, String body) {
        switch (random.nextInt(14)) {
            case 0 -> draft.method = any(METHODS);
            case 1 -> draft.path += any(List.of("/", "//", "/x", "?", "#x", "/..", "%2F", ".json", ";v=1", " "));
            case 2 ->
                draft.path = draft.path.replaceFirst("v1", any(List.of("v2", "V1", "v1/", "", "v1/v1", "%76%31")));
            case 3 -> draft.query.add(any(List.of("limit", "after", "before", "page", "x")) + "=" + any(QUERIES));
            case 4 -> header(draft, any(HEADERS));
            case 5 -> {
                draft.length += random.nextInt(7) - 3;
                draft.isBrokenMessage = true;
            }
            case 6 -> {
                draft.version = any(List.of("HTTP/1.0", "HTTP/2.0", "HTTP/1.1 ", "", "http/1.1", "HTTP/9"));
                draft.isBrokenMessage = true;
            }
            case 7 -> draft.headers.remove(random.nextInt(draft.headers.size()));
            default -> {
                if (!body.isEmpty()) {
                    draft.body(bodies.spoil(body));
                }
            }
        }
    }

    private static void header(Draft draft, String header) {
        draft.headers.add(header);
        String name = header.toLowerCase(Locale.ROOT);
        draft.isBrokenMessage |=
                name.startsWith("transfer-") || name.startsWith("content-length") || name.startsWith("expect");
    }

    /** Flips bits anywhere in the message. */
    private void tear(byte[] bytes) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String printable(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 1_500), StandardCharsets.ISO_8859_1);
        return Json.text(text);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
