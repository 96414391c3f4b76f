package dev.taskwright.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files under keys, in a folder, two levels deep so that no folder grows long. A key is 32 to 64 of {@code a-z0-9-}. */
public final class Blobs {
    private final Path folder;

    /** {@code folder} is made when it is needed; on the file system of the spool that files come from. */
    public Blobs(Path folder) {
        this.folder = folder;
    }

    /** Takes the bytes over; they are durable afterwards. */
    public void put(String key, Spooled bytes) throws IOException {
        Path shelf = shelf(key);
        Path target = shelf.resolve(key);
        Files.createDirectories(
                shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sync(bytes.file());
        Files.move(bytes.file(), target, StandardCopyOption.ATOMIC_MOVE);
        sync(shelf);
    }

    /** Writes the bytes from one place up to another. */
    public void copyTo(String key, OutputStream out, long from, long to) throws IOException {
        Spooled.copy(path(key), out, from, to);
    }

    /** Nothing happens when there is none. */
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) {
        return shelf(key).resolve(key);
    }

    private Path shelf(String key) {
        if (!key.matches("[a-z0-9-]{32,64}")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return folder.resolve(key.substring(0, 2)).resolve(key.substring(2, 4));
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
