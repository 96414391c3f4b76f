package dev.taskwright.acceptance.libraries;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A package of the npm registry as {@code package-lock.json} pins it, fetched without npm. What is fetched is kept in the
 * cache folder of the user, and counts only while it is exactly what the lock file promises.
 */
record NpmPackage(String name, String version, String integrity) {
    private static final String REGISTRY = "https://registry.npmjs.org";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String FOLDER = "node_modules/";

    /** @throws AssertionError when the lock file of our own programs does not pin {@code name} */
    static NpmPackage pinned(String name) {
        return Optional.ofNullable(allIn(Checkout.text("acceptance/src/test/js/package-lock.json"))
                        .get(FOLDER + name))
                .orElseThrow(() -> new AssertionError("package-lock.json does not pin " + name));
    }

    /** What a lock file pins, by the folder that each belongs in. */
    static Map<String, NpmPackage> allIn(String lockFile) {
        Map<String, NpmPackage> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                Json.parse(lockFile).path("packages").properties()) {
            String folder = entry.getKey();
            if (!folder.isEmpty()) {
                JsonNode locked = entry.getValue();
                all.put(
                        folder,
                        new NpmPackage(
                                folder.substring(folder.lastIndexOf(FOLDER) + FOLDER.length()),
                                locked.path("version").asString(),
                                locked.path("integrity").asString()));
            }
        }
        return all;
    }

    /** The user's cache folder, as the XDG specification names it. */
    static Path cache() {
        String chosen = System.getenv("XDG_CACHE_HOME");
        Path caches = chosen == null || chosen.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(chosen);
        return caches.resolve("taskwright/npm");
    }

    /** Unpacks the content of the package into {@code folder}. */
    void unpack(Path folder, Path cache) throws IOException, InterruptedException {
        Path tarball = fetch(cache);
        Files.createDirectories(folder);
        Process tar = new ProcessBuilder(
                        "tar", "-xzf", tarball.toString(), "-C", folder.toString(), "--strip-components=1")
                .redirectErrorStream(true)
                .start();
        String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!tar.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || tar.exitValue() != 0) {
            throw new AssertionError("cannot unpack " + tarball + ": " + said);
        }
    }

    /** The package's file, from the cache or the registry. */
    Path fetch(Path cache) throws IOException, InterruptedException {
        Path file = cache.resolve(fileName(name.replace('/', '+')));
        if (Files.exists(file) && integrity.equals(integrityOf(file))) {
            return file;
        }
        Files.createDirectories(cache);
        Path part = Files.createTempFile(cache, "package", ".part");
        try {
            download(part);
            if (!integrity.equals(integrityOf(part))) {
                throw new AssertionError(address() + " is not what package-lock.json promises, " + integrity);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void download(Path to) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address()).timeout(LONGEST).build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofFile(to)).statusCode();
            if (status != 200) {
                throw new AssertionError("cannot fetch " + address() + ": it answered " + status);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot fetch " + address() + ", which the tests need: " + e, e);
        }
    }

    private URI address() {
        return URI.create("%s/%s/-/%s".formatted(REGISTRY, name, fileName(name.substring(name.indexOf('/') + 1))));
    }

    private String fileName(String called) {
        return called + "-" + version + ".tgz";
    }

    private static String integrityOf(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            return "sha512-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
