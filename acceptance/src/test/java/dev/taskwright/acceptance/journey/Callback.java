package dev.taskwright.acceptance.journey;

import com.sun.net.httpserver.HttpServer;
import dev.taskwright.acceptance.harness.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The listener that a native app opens on its own machine for as long as it waits (RFC 8252, 7.3). */
final class Callback implements AutoCloseable {
    private final HttpServer listener;
    private final AtomicReference<URI> received = new AtomicReference<>();

    private Callback(HttpServer listener) {
        this.listener = listener;
    }

    static Callback listen() throws IOException {
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Callback callback = new Callback(listener);
        listener.createContext("/callback", exchange -> {
            callback.received.set(exchange.getRequestURI());
            byte[] page = "You may close this window.".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        listener.start();
        return callback;
    }

    /** Serves a page of the app beside it, on the same origin. */
    URI page(String path, String html) {
        listener.createContext(path, exchange -> {
            byte[] page = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        return address().resolve(path);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/callback");
    }

    /** The address that the browser was sent to. */
    URI await() {
        Await.until("the browser at the callback", Duration.ofSeconds(20), () -> received.get() != null);
        return address().resolve(received.get());
    }

    @Override
    public void close() {
        listener.stop(0);
    }
}
