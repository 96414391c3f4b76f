package dev.taskwright.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Blobs in a folder, two levels deep so that no folder grows long. */
final class BlobFolder implements Blobs {
    private final Path folder;

    BlobFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void put(String key, Spooled bytes) throws IOException {
        Path target = path(key);
        Path shelf = target.resolveSibling("");
        Files.createDirectories(
                shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sync(bytes.file());
        Files.move(bytes.file(), target, StandardCopyOption.ATOMIC_MOVE);
        sync(shelf);
    }

    @Override
    public void copyTo(String key, OutputStream out, long from, long to) throws IOException {
        Spooled.copy(path(key), out, from, to);
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) {
        return folder.resolve(Blobs.place(key));
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
