package dev.taskwright.platform.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one {@code key=value} line per answered request to the logger {@code access}, at info, and tells the same to
 * its listeners. Query strings, headers and bodies are left out: they carry codes, tokens and people's words.
 */
public final class AccessLog implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int LONGEST_PATH = 300;

    private final ClientAddress addresses;
    private final List<Consumer<Exchange>> listeners;

    public AccessLog(ClientAddress addresses, Collection<Consumer<Exchange>> listeners) {
        this.addresses = addresses;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (listeners.isEmpty() && !LOG.isInfoEnabled()) {
            chain.proceed();
            return;
        }
        long start = System.nanoTime();
        response.whenSent(() -> answered(request, response, System.nanoTime() - start));
        chain.proceed();
    }

    private void answered(RoutingRequest request, RoutingResponse response, long nanos) {
        Exchange exchange = new Exchange(
                RequestIds.of(response),
                request.prologue().method().text(),
                request.prologue().uriPath().rawPath(),
                request.matchingPattern().orElse("unmatched"),
                response.status().code(),
                nanos,
                response.bytesWritten(),
                addresses.of(request));
        listeners.forEach(listener -> listener.accept(exchange));
        if (LOG.isInfoEnabled()) {
            LOG.info(line(exchange));
        }
    }

    static String line(Exchange exchange) {
        StringBuilder line = new StringBuilder(160);
        line.append("id=").append(exchange.id());
        line.append(" method=").append(exchange.method());
        line.append(" path=");
        appendSafely(line, exchange.path());
        line.append(" status=").append(exchange.status());
        line.append(" ms=").append(exchange.nanos() / 1_000_000);
        line.append('.').append(exchange.nanos() / 100_000 % 10);
        line.append(" bytes=").append(exchange.bytes());
        line.append(" client=").append(exchange.client());
        return line.toString();
    }

    /** A path is the sender's text: what could break the line or the terminal that shows it becomes a question mark. */
    private static void appendSafely(StringBuilder line, String path) {
        int end = Math.min(path.length(), LONGEST_PATH);
        for (int i = 0; i < end; i++) {
            char c = path.charAt(i);
            line.append(c > ' ' && c < 0x7f && c != '"' && c != '=' ? c : '?');
        }
        if (end < path.length()) {
            line.append("...");
        }
    }
}
