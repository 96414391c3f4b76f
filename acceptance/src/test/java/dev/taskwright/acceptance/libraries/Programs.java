package dev.taskwright.acceptance.libraries;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The JavaScript programs of {@code src/test/js} with their libraries beside them. A program says in JSON, one object a
 * line, where a person has to go ({@code visit}) and in the end what it found ({@code result}).
 */
final class Programs {
    private static final Path SOURCES = Checkout.file("acceptance/src/test/js");
    private static final List<String> LIBRARIES =
            List.of("openid-client", "oauth4webapi", "jose", "@modelcontextprotocol/sdk", "pkce-challenge", "zod");
    private static final long LONGEST_SECONDS = 60;

    private final Node node;
    private final Path folder;

    private Programs(Node node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Copies the programs into {@code folder} and unpacks the libraries beside them. */
    static Programs in(Path folder) throws IOException, InterruptedException {
        Path cache = NpmPackage.cache();
        Node node = Node.find(System.getenv("PATH"), cache);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (String library : LIBRARIES) {
            NpmPackage.pinned(library).unpack(folder.resolve("node_modules").resolve(library), cache);
        }
        return new Programs(node, folder);
    }

    /**
     * Runs a program to its end.
     *
     * @param person is told each address that the program sends a person to
     * @return what it found
     */
    JsonNode run(Consumer<String> person, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(node.executable().toString()));
        line.addAll(List.of(words));
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader out = process.inputReader()) {
            JsonNode result = follow(out, person);
            process.waitFor();
            if (result.isMissingNode() || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", words) + " ended with " + process.exitValue() + ": "
                        + Files.readString(errors));
            }
            return result;
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode follow(BufferedReader out, Consumer<String> person) throws IOException {
        JsonNode result = Json.parse("{}").path("result");
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            JsonNode said = Json.parse(line);
            if (said.has("visit")) {
                person.accept(said.path("visit").asString());
            }
            result = said.path("result");
        }
        return result;
    }
}
