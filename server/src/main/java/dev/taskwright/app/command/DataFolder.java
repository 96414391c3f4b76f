package dev.taskwright.app.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The data folder, locked by the operating system for the one process that works on it. */
public final class DataFolder implements AutoCloseable {
    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder, readable by its owner only, when it is missing. */
    public static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot make the data folder " + folder + ": " + reason(e));
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(ExitStatus.IO, "the data folder " + folder + " is not writable");
        }
    }

    /** @throws CommandFailure when another process has it */
    public static DataFolder lock(Path folder) {
        make(folder);
        Path file = folder.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CommandFailure(
                        ExitStatus.IO, "another Taskwright already works on the data folder " + folder);
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "cannot lock the data folder " + folder + ": " + reason(e));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /** What went wrong, in words; file system exceptions often say only the path. */
    public static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileAlreadyExistsException exists -> "it is a file";
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
