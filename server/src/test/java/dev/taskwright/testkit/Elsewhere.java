package dev.taskwright.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Another machine, on this one: answers every connection as it is told, byte for byte, and notes what was asked. */
public final class Elsewhere implements Closeable {
    /** One connection, after the request's head was read. */
    @FunctionalInterface
    public interface Speech {
        void speak(OutputStream out) throws IOException;
    }

    private final ServerSocket listener;
    private final Speech speech;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Elsewhere(ServerSocket listener, Speech speech) {
        this.listener = listener;
        this.speech = speech;
        Thread.ofVirtual().start(this::listen);
    }

    public static Elsewhere saying(Speech speech) {
        return saying(ServerSocketFactory.getDefault(), speech);
    }

    public static Elsewhere saying(ServerSocketFactory sockets, Speech speech) {
        try {
            return new Elsewhere(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), speech);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Always this document. */
    public static Elsewhere publishing(String json) {
        return saying(out -> out.write(ok(json)));
    }

    public static byte[] ok(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The first line of each request so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Each request so far as it was sent, head and body. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            asked.add(head.lines().findFirst().orElse(""));
            heard.add(head + body(head, socket.getInputStream()));
            speech.speak(socket.getOutputStream());
        } catch (IOException gone) {
            // The other side has heard enough.
        }
    }

    private static String body(String head, InputStream in) throws IOException {
        int length = head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
