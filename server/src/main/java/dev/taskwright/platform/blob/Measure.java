package dev.taskwright.platform.blob;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Passes bytes on and learns their number, their SHA-256 and how they begin. */
final class Measure extends FilterOutputStream {
    private static final int HEAD = 8 * 1024;

    private final MessageDigest digest;
    private final byte[] head = new byte[HEAD];
    private long size;

    Measure(OutputStream out) {
        super(out);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        digest.update(bytes, from, length);
        if (size < HEAD) {
            System.arraycopy(bytes, from, head, (int) size, (int) Math.min(length, HEAD - size));
        }
        size += length;
    }

    long size() {
        return size;
    }

    byte[] digest() {
        return digest.digest();
    }

    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(size, HEAD));
    }
}
