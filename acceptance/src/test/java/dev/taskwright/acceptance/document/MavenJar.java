package dev.taskwright.acceptance.document;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** A jar of Maven Central that is too large to be a dependency of everything; kept in the cache folder of the user. */
record MavenJar(String path, String sha256) {
    static final MavenJar GENERATOR = new MavenJar(
            "org/openapitools/openapi-generator-cli/7.17.0/openapi-generator-cli-7.17.0.jar",
            "25d6bd8273dd2be99979d544b62ea43f0ce1975f1aa582678b5093d1e7fcfce8");
    static final MavenJar ANNOTATIONS = new MavenJar(
            "jakarta/annotation/jakarta.annotation-api/3.0.0/jakarta.annotation-api-3.0.0.jar",
            "b01f55552284cfb149411e64eabca75e942d26d2e1786b32914250e4330afaa2");

    private static final String CENTRAL = "https://repo.maven.apache.org/maven2/";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    Path fetch() throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "taskwright", "maven");
        Path file = cache.resolve(path.substring(path.lastIndexOf('/') + 1));
        if (Files.exists(file) && sha256.equals(digest(file))) {
            return file;
        }
        Files.createDirectories(cache);
        Path part = Files.createTempFile(cache, "jar", ".part");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(CENTRAL + path))
                    .timeout(LONGEST)
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.ofFile(part)).statusCode();
            if (status != 200 || !sha256.equals(digest(part))) {
                throw new AssertionError("cannot fetch " + request.uri() + ": status " + status);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
