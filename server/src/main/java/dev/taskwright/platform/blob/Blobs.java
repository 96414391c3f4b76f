package dev.taskwright.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Files under keys. A key is 32 to 64 of {@code a-z0-9-}; what lies under it is whole, never changes, and lies at
 * {@code ab/cd/KEY}, where {@code abcd} is how the key begins, in a folder and in a bucket alike: to move from one to the
 * other, copy the files as they are.
 */
public sealed interface Blobs permits BlobFolder, BlobBucket {
    /** {@code folder} is made when it is needed; on the file system of the spool that files come from. */
    static Blobs in(Path folder) {
        return new BlobFolder(folder);
    }

    /** Nothing is asked before the first call. */
    static Blobs in(BucketPlace place) {
        return new BlobBucket(place);
    }

    /**
     * Takes the bytes over; they are durable afterwards, or nothing of them is there.
     *
     * @throws dev.taskwright.base.ProblemException {@code Unavailable} when the store does not answer, also from the others
     */
    void put(String key, Spooled bytes) throws IOException;

    /** Writes the bytes from one place up to another. */
    void copyTo(String key, OutputStream out, long from, long to) throws IOException;

    /** Nothing happens when there is none. */
    void delete(String key) throws IOException;

    /** Where a key lies, below whatever holds all. */
    static String place(String key) {
        if (!key.matches("[a-z0-9-]{32,64}")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return key.substring(0, 2) + "/" + key.substring(2, 4) + "/" + key;
    }
}
