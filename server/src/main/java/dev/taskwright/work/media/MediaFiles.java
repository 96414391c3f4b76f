package dev.taskwright.work.media;

import dev.taskwright.platform.blob.Blobs;
import dev.taskwright.platform.blob.Spooled;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bytes of files. A key is written down before anything lies under it, and crossed out after it is gone, so that
 * whatever stops in between is found again.
 */
public final class MediaFiles {
    /** Longer than it takes to bring bytes to where they are kept. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private static final int AT_A_TIME = 200;

    private final MediaFileStore store = new MediaFileStore();
    private final Db db;
    private final Blobs blobs;
    private final Supplier<String> keys;
    private final InstantSource clock;

    /** {@code keys} makes a new one at each call. */
    public MediaFiles(Db db, Blobs blobs, Supplier<String> keys, InstantSource clock) {
        this.db = db;
        this.blobs = blobs;
        this.keys = keys;
        this.clock = clock;
    }

    /** Keeps the bytes; the key that they lie under, still to be claimed by {@link #claim}. */
    String put(Spooled bytes) throws IOException {
        String key = keys.get();
        db.write(tx -> {
            store.announce(tx, key, clock.instant());
            return key;
        });
        blobs.put(key, bytes);
        return key;
    }

    /** In the transaction that adds the file. */
    void claim(Tx tx, String key) {
        if (!store.keep(tx, key)) {
            throw new IllegalStateException("the bytes of " + key + " were swept up");
        }
    }

    /** Removes bytes that were put and will not be claimed. */
    void drop(String key) {
        remove(List.of(key));
    }

    /** As {@code Download.Content}. */
    void copyTo(String key, OutputStream out, long from, long to) throws IOException {
        blobs.copyTo(key, out, from, to);
    }

    /** Removes the bytes of files that are gone, and of uploads that never ended. */
    public void sweep() {
        for (List<String> unused = unused(); !unused.isEmpty(); unused = unused()) {
            remove(unused);
        }
    }

    private List<String> unused() {
        return db.read(tx -> store.unused(tx, clock.instant().minus(ON_ITS_WAY), AT_A_TIME));
    }

    private void remove(List<String> unused) {
        for (String key : unused) {
            try {
                blobs.delete(key);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        db.write(tx -> {
            store.delete(tx, unused);
            return unused;
        });
    }
}
