package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Follows what a process says, so that it never blocks on a full pipe and everything can be read at any time. */
final class Streams {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    Streams(InputStream in) {
        this.reader = Thread.ofVirtual().start(() -> follow(in));
    }

    private void follow(InputStream in) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (text) {
                    text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            if (!"Stream closed".equals(e.getMessage())) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    /** Everything, once the process has ended. */
    String all() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text();
    }
}
