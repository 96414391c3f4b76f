package dev.taskwright.platform.outbound;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, and how much of an answer is waited for.
 *
 * @param form posted URL-encoded; null to get
 * @param accept the media types that are understood
 * @param mostBytes of the answer's body; a longer answer is refused
 * @param longest from looking up the host to the last byte
 */
public record OutboundRequest(
        URI address, @Nullable Map<String, String> form, String accept, int mostBytes, Duration longest) {
    private static final int USUAL_BYTES = 64 * 1024;
    private static final Duration USUAL_TIME = Duration.ofSeconds(5);

    public static OutboundRequest get(URI address) {
        return new OutboundRequest(address, null, "application/json, */*;q=0.5", USUAL_BYTES, USUAL_TIME);
    }

    public static OutboundRequest post(URI address, Map<String, String> form) {
        return new OutboundRequest(address, form, "*/*", USUAL_BYTES, USUAL_TIME);
    }

    public OutboundRequest atMost(int bytes) {
        return new OutboundRequest(address, form, accept, bytes, longest);
    }

    /** @param types as an {@code Accept} header has them */
    public OutboundRequest accepting(String types) {
        return new OutboundRequest(address, form, types, mostBytes, longest);
    }

    byte[] bytes() {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String host = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
        String head = (form == null ? "GET " : "POST ") + path + query + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: "
                + accept + "\r\nAccept-Encoding: identity\r\nUser-Agent: Taskwright\r\nConnection: close\r\n";
        if (form == null) {
            return (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return (head + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
