package dev.taskwright.acceptance.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The listener that a native app opens on its own machine for as long as it waits (RFC 8252, 7.3). */
public final class Callback implements AutoCloseable {
    private final HttpServer listener;
    private final AtomicReference<URI> received = new AtomicReference<>();
    private final AtomicReference<String> origin = new AtomicReference<>("");

    private Callback(HttpServer listener) {
        this.listener = listener;
    }

    public static Callback listen() throws IOException {
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Callback callback = new Callback(listener);
        listener.createContext("/callback", callback::receive);
        listener.createContext("/signed-out", callback::receive);
        listener.start();
        return callback;
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.set(exchange.getRequestURI());
        answer(
                exchange,
                "<!doctype html><link rel=icon href=data:,><title>Harvest</title><p id=back>You may close this window.</p>");
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** Serves a page of the app beside it, on the same origin. */
    public URI page(String path, String html) {
        listener.createContext(path, exchange -> answer(exchange, html));
        return address().resolve(path);
    }

    /**
     * Takes an answer that is posted, as if it had come in the query, and sends the browser on to a page of the app on
     * another origin.
     *
     * @return that page
     */
    public URI sendingPostsTo(String path) {
        URI end = URI.create(page(path, "<!doctype html><link rel=icon href=data:,><title>Inside</title>")
                .toString()
                .replace("127.0.0.1", "localhost"));
        listener.removeContext("/callback");
        listener.createContext("/callback", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.set(URI.create("/callback?" + form));
            origin.set(String.valueOf(exchange.getRequestHeaders().getFirst("Origin")));
            exchange.getResponseHeaders().set("Location", end.toString());
            exchange.sendResponseHeaders(303, -1);
            exchange.close();
        });
        return end;
    }

    /** Who the browser said had posted. */
    public String origin() {
        return origin.get();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/callback");
    }

    /** The address that the browser was sent to. */
    public URI await() {
        Await.until("the browser at the callback", Duration.ofSeconds(20), () -> received.get() != null);
        return address().resolve(received.get());
    }

    @Override
    public void close() {
        listener.stop(0);
    }
}
