package dev.taskwright.acceptance.libraries;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Node that is new enough: the one on the PATH, else one that is fetched. Debian's is too old for the libraries. */
record Node(Path executable) {
    private static final int OLDEST = 20;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

    /** {@code path} is a search path such as {@code PATH}. */
    static Node find(String path, Path cache) throws IOException, InterruptedException {
        Optional<Node> installed = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .map(Node::new)
                .filter(Node::isNewEnough)
                .findFirst();
        return installed.isPresent() ? installed.get() : fetch(cache);
    }

    private static Node fetch(Path cache) throws IOException, InterruptedException {
        NpmPackage node = NpmPackage.pinned("node-" + system() + "-" + processor());
        Path folder = cache.resolve(node.name() + "-" + node.version());
        Node found = new Node(folder.resolve("bin/node"));
        if (!Files.isExecutable(found.executable) || !found.isNewEnough()) {
            node.unpack(folder, cache);
        }
        if (!found.isNewEnough()) {
            throw new AssertionError(found.executable + " does not run here; put node 20 or newer on the PATH");
        }
        return found;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).replace("mac os x", "darwin");
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> System.getProperty("os.arch");
        };
    }

    boolean isNewEnough() {
        Matcher version = VERSION.matcher(version());
        return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST;
    }

    /** What it says of itself; empty when it does not run. */
    String version() {
        try {
            Process process = new ProcessBuilder(executable.toString(), "--version").start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : "";
        } catch (IOException notForThisMachine) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
