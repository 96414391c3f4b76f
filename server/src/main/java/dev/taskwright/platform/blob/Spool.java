package dev.taskwright.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A folder where bytes are put down on their way in or out, so that no size fills the memory. */
public final class Spool {
    /** Longer than anything is on its way; what is older was left behind by a process that stopped. */
    private static final Duration STALE = Duration.ofHours(6);

    private final Path folder;
    private final Supplier<String> names;
    private final InstantSource clock;

    /** {@code folder} is made when it is needed; {@code names} makes a new one at each call. */
    public Spool(Path folder, Supplier<String> names, InstantSource clock) {
        this.folder = folder;
        this.names = names;
        this.clock = clock;
    }

    /** Writes bytes to where it is told. */
    @FunctionalInterface
    public interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /** Puts down everything that {@code in} has, or nothing when reading it fails. */
    public Spooled receive(InputStream in) throws IOException {
        return write(in::transferTo);
    }

    /** Puts down what {@code writing} writes, or nothing when it fails. */
    public Spooled write(Writing writing) throws IOException {
        Path file = newFile();
        boolean isWhole = false;
        try (Measure out = new Measure(Files.newOutputStream(file))) {
            writing.write(out);
            out.flush();
            isWhole = true;
            return new Spooled(file, out.size(), out.digest(), out.head());
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path newFile() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.createFile(
                folder.resolve(names.get()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Removes what a process left behind when it was stopped. */
    public void forgetStale() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.from(clock.instant().minus(STALE));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
