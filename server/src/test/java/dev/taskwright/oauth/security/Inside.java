package dev.taskwright.oauth.security;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A machine that is nobody's business: knows whether anybody has knocked, and opens to none. */
final class Inside implements Closeable {
    private final ServerSocket door;

    Inside() {
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Who knocks is let in one after the other: if the first is this very call, there was nobody before it. */
    boolean wasVisited() {
        try (Socket mine = new Socket(InetAddress.getLoopbackAddress(), port());
                Socket first = door.accept()) {
            return first.getPort() != mine.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
