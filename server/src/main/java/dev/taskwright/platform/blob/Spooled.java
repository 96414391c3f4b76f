package dev.taskwright.platform.blob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Bytes that were put down on their way. Closing removes them, unless they were moved elsewhere. */
public final class Spooled implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Path file;
    private final long size;
    private final byte[] digest;
    private final byte[] head;

    Spooled(Path file, long size, byte[] digest, byte[] head) {
        this.file = file;
        this.size = size;
        this.digest = digest;
        this.head = head;
    }

    /** For libraries that read a file here and there; nobody else moves or changes it. */
    public Path file() {
        return file;
    }

    public long size() {
        return size;
    }

    /** SHA-256, in hexadecimal digits. */
    public String digest() {
        return HexFormat.of().formatHex(digest);
    }

    /** How they begin: at most 8 KiB. */
    public byte[] head() {
        return head.clone();
    }

    public InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    /** As {@code Download.Content}. */
    public void copyTo(OutputStream out, long from, long to) throws IOException {
        copy(file, out, from, to);
    }

    static void copy(Path file, OutputStream out, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InputStream in = Channels.newInputStream(channel.position(from));
            byte[] buffer = new byte[BUFFER];
            for (long left = to - from; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(file.getFileName() + " ends early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
