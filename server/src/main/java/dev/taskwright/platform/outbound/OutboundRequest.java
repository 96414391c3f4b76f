package dev.taskwright.platform.outbound;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, and how much of an answer is waited for.
 *
 * @param posted null to get
 * @param accept the media types that are understood
 * @param mostBytes of the answer's body; a longer answer is refused
 * @param longest from looking up the host to the last byte
 */
public record OutboundRequest(URI address, @Nullable Posted posted, String accept, int mostBytes, Duration longest) {
    private static final int USUAL_BYTES = 64 * 1024;
    private static final Duration USUAL_TIME = Duration.ofSeconds(5);

    public static OutboundRequest get(URI address) {
        return new OutboundRequest(address, null, "application/json, */*;q=0.5", USUAL_BYTES, USUAL_TIME);
    }

    public static OutboundRequest post(URI address, Map<String, String> form) {
        return posting(address, Posted.form(form));
    }

    /**
     * Posts JSON to somebody who knows it by this token: RFC 6750, 2.1.
     *
     * @param token a bearer token, which has no line ends in it
     */
    public static OutboundRequest postJson(URI address, String json, String token) {
        return posting(address, new Posted("application/json", json, token));
    }

    private static OutboundRequest posting(URI address, Posted posted) {
        return new OutboundRequest(address, posted, "*/*", USUAL_BYTES, USUAL_TIME);
    }

    /** What is posted, and the bearer token that goes along; null for none. */
    public record Posted(
            String type, String content, @Nullable String token) {
        /** Refuses what would begin another header. */
        public Posted {
            if (token != null && !token.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException("not a bearer token");
            }
        }

        static Posted form(Map<String, String> fields) {
            String body = fields.entrySet().stream()
                    .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                    .collect(Collectors.joining("&"));
            return new Posted("application/x-www-form-urlencoded", body, null);
        }

        private String authorization() {
            return token == null ? "" : "Authorization: Bearer " + token + "\r\n";
        }

        /** Leaves out what was posted and by which token. */
        @Override
        public String toString() {
            return "Posted[" + type + "]";
        }
    }

    public OutboundRequest atMost(int bytes) {
        return new OutboundRequest(address, posted, accept, bytes, longest);
    }

    /** @param types as an {@code Accept} header has them */
    public OutboundRequest accepting(String types) {
        return new OutboundRequest(address, posted, types, mostBytes, longest);
    }

    byte[] bytes() {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
        String head = (posted == null ? "GET " : "POST ") + path + query + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: "
                + accept + "\r\nAccept-Encoding: identity\r\nUser-Agent: Taskwright\r\nConnection: close\r\n";
        if (posted == null) {
            return (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        byte[] body = posted.content().getBytes(StandardCharsets.UTF_8);
        byte[] start = (head + posted.authorization() + "Content-Type: " + posted.type() + "\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
