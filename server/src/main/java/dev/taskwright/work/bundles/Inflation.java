package dev.taskwright.work.bundles;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks entries of one archive, whatever they say of their sizes, and stops where they unpack to too much. */
final class Inflation {
    static final long MOST_BYTES = 500L * 1024 * 1024;
    private static final long LARGEST_JSON = 64L * 1024 * 1024;
    private static final long LARGEST_TEXT = 2L * 1024 * 1024;

    private final ZipFile zip;
    private long total;

    Inflation(ZipFile zip) {
        this.zip = zip;
    }

    /** For what is read as a stream. */
    InputStream json(ZipEntry entry) throws IOException {
        return new Bounded(zip.getInputStream(entry), entry.getName(), LARGEST_JSON);
    }

    /** For what is held as a whole. */
    InputStream text(ZipEntry entry) throws IOException {
        return new Bounded(zip.getInputStream(entry), entry.getName(), LARGEST_TEXT);
    }

    /** For what is kept as a file. */
    InputStream bytes(ZipEntry entry) throws IOException {
        return new Bounded(zip.getInputStream(entry), entry.getName(), MOST_BYTES);
    }

    private final class Bounded extends FilterInputStream {
        private final String name;
        private long left;

        Bounded(InputStream in, String name, long limit) {
            super(in);
            this.name = name;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read > 0) {
                left -= read;
                total += read;
            }
            if (left < 0 || total > MOST_BYTES) {
                throw ZipSource.broken(name + " unpacks to too much");
            }
            return read;
        }
    }
}
