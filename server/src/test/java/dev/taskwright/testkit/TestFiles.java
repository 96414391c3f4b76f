package dev.taskwright.testkit;

import dev.taskwright.platform.blob.Blobs;
import dev.taskwright.platform.blob.Spool;
import dev.taskwright.platform.crypto.RandomTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Places for files of one test; made when they are used, gone when the process ends. */
public final class TestFiles {
    /** Little, so that a test can send more. */
    public static final long LARGEST_UPLOAD = 100_000;

    private static final Path ROOT = root();

    public final Blobs blobs;
    public final Spool spool;
    private final Path folder;

    TestFiles(RandomTokens random, InstantSource clock) {
        folder = ROOT.resolve(random.uuid());
        blobs = Blobs.in(folder.resolve("media"));
        spool = new Spool(folder.resolve("spool"), random::uuid, clock);
    }

    /** Everything that lies there, kept or on its way. */
    public List<Path> all() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            Path root = Files.createTempDirectory("taskwright-files");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
