package dev.taskwright.base;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way out. Whoever sends it closes it, sent or not.
 *
 * @param type media type
 * @param name the name to save it under; null for what is read by programs
 * @param length in bytes; null when only writing it tells
 * @param tag changes with the bytes, for caches; null when there is none
 * @param done what to do once it is sent, or will not be
 */
public record Download(
        String type,
        @Nullable String name,
        @Nullable Long length,
        @Nullable String tag,
        Content content,
        Runnable done) implements AutoCloseable {
    /** Writes the bytes from one place up to another, or all of them where the length is not known. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out, long from, long to) throws IOException;
    }

    @Override
    public void close() {
        done.run();
    }
}
