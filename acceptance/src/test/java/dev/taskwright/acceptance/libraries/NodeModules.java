package dev.taskwright.acceptance.libraries;

import dev.taskwright.acceptance.harness.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program written for Node with everything it needs, as the lock file in {@code src/test/node/NAME} pins it. Unpacked once
 * into the cache folder of the user.
 */
public final class NodeModules {
    private final Node node;
    private final Path folder;

    private NodeModules(Node node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Fetches what is missing. */
    public static NodeModules of(String name) throws IOException, InterruptedException {
        String lockFile = Checkout.text("acceptance/src/test/node/" + name + "/package-lock.json");
        Path cache = NpmPackage.cache();
        Path folder = cache.resolve(name + "-" + digest(lockFile));
        if (!Files.isDirectory(folder)) {
            unpack(NpmPackage.allIn(lockFile), folder, cache);
        }
        return new NodeModules(Node.find(System.getenv("PATH"), cache), folder);
    }

    private static void unpack(Map<String, NpmPackage> packages, Path folder, Path cache)
            throws IOException, InterruptedException {
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, "unpacking");
        try {
            for (Map.Entry<String, NpmPackage> each : packages.entrySet()) {
                each.getValue().unpack(unfinished.resolve(each.getKey()), cache);
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            // what it has put there is the same
        } finally {
            delete(unfinished);
        }
    }

    /** {@code node_modules}, for programs that look for their libraries in the folder they stand in. */
    public Path folder() {
        return folder.resolve("node_modules");
    }

    /**
     * A program ready to be started.
     *
     * @param script below {@code node_modules}
     */
    public ProcessBuilder program(String script, String... words) {
        return script(folder().resolve(script), words);
    }

    /** A script of our own, which has these libraries beside it. */
    public ProcessBuilder script(Path script, String... words) {
        List<String> line = new ArrayList<>(List.of(node.executable().toString(), script.toString()));
        line.addAll(List.of(words));
        return new ProcessBuilder(line);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).forEach(NodeModules::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
