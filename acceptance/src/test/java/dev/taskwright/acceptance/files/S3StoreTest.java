package dev.taskwright.acceptance.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be done with files, with their bytes in a real S3 store. */
class S3StoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private S3Server store;
    private TestServer server;
    private String workspace;

    @BeforeEach
    void start() throws Exception {
        store = S3Server.start(folder.resolve("s3"));
        server = TestServer.start(folder.resolve("data"), serve(store));
        workspace = new Work(server.api()).workspace();
    }

    private Command serve(S3Server with, String... options) {
        return TestServer.serve(folder.resolve("data"))
                .with(
                        "--s3-bucket",
                        S3Server.BUCKET,
                        "--s3-endpoint",
                        with.endpoint().toString())
                .with("--s3-prefix", "files/of-people")
                .with(options)
                .env("TASKWRIGHT_S3_ACCESS_KEY", S3Server.KEY_ID)
                .env("TASKWRIGHT_S3_SECRET_KEY", S3Server.SECRET);
    }

    @AfterEach
    void stop() {
        // Also when one of them never came to be: whatever was started ends.
        try (HttpClient _ = http;
                S3Server _ = store;
                TestServer _ = server) {
            assertThat(store).isNotNull();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + server.token());
    }

    private String upload(String name, byte[] bytes) throws Exception {
        HttpResponse<String> answer = http.send(
                request("/medias/spaces/" + workspace + "/upload?filename=" + name)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).at("/item/mediaId").asString();
    }

    private HttpResponse<byte[]> download(String id, String... headers) throws Exception {
        HttpRequest.Builder request = request("/medias/" + id + "/download");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void filesLieInTheBucketAndNotInTheDataFolder() throws Exception {
        byte[] bytes = noise(3 * MEGABYTE);
        String id = upload("noise.bin", bytes);

        assertThat(store.objects()).singleElement().satisfies(object -> {
            assertThat(Files.readAllBytes(object)).isEqualTo(bytes);
            assertThat(object.toString()).contains("files/of-people/");
        });
        assertThat(filesIn("media")).isEmpty();
        assertThat(filesIn("spool")).isEmpty();
        HttpResponse<byte[]> whole = download(id);
        assertThat(whole.body()).isEqualTo(bytes);
        HttpResponse<byte[]> part = download(id, "Range", "bytes=1048570-1048585");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_048_570, 1_048_586));
        assertThat(download(id, "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
        assertThat(download(id, "Range", "bytes=9999999-").statusCode()).isEqualTo(416);
        assertThat(download(
                                id,
                                "If-None-Match",
                                whole.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void allFilesOfASpaceAreSentInOneZip() throws Exception {
        String first = upload("first.txt", "first".getBytes(StandardCharsets.UTF_8));
        upload("second.bin", noise(MEGABYTE));
        HttpResponse<InputStream> zip = http.send(
                request("/medias/spaces/" + workspace + "/download").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(zip.body())) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                files++;
                if (entry.getName().equals(first + "/original")) {
                    assertThat(bytes).asString().isEqualTo("first");
                }
            }
        }
        assertThat(files).isEqualTo(4);
    }

    @Test
    void whatIsDeletedIsSoonGoneFromTheBucket() throws Exception {
        String id = upload("noise.bin", noise(1000));
        assertThat(server.api().delete("/medias/" + id).status()).isEqualTo(200);
        Await.until("the bytes are gone", SOON, () -> store.objects().isEmpty());
        assertThat(download(id).statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.issuer().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /api/v1/medias/spaces/%s/upload?filename=a.bin HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Length: 9000000\r
                    \r
                    """.formatted(workspace, server.token()).getBytes(StandardCharsets.US_ASCII));
            out.write(noise(MEGABYTE));
            out.flush();
            Await.until(
                    "the upload is on its way", SOON, () -> !filesIn("spool").isEmpty());
        }
        Await.until("what arrived is gone", SOON, () -> filesIn("spool").isEmpty());
        assertThat(store.objects()).isEmpty();
        assertThat(server.api().get("/folders/" + workspace + "/medias").ok().items())
                .isEmpty();
    }

    /** A file is many times larger than what may be held of it. */
    @Test
    void aDownloadThatBreaksOffDoesNotReadOn() throws Exception {
        String id = upload("noise.bin", noise(20 * MEGABYTE));
        HttpResponse<InputStream> answer =
                http.send(request("/medias/" + id + "/download").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
        }
        assertThat(download(id, "Range", "bytes=0-9").body()).hasSize(10);
    }

    @Test
    void aStoreThatIsDownIsToldAsThatAndLeavesNothing() throws Exception {
        String id = upload("noise.bin", noise(1000));
        store.stop();
        HttpResponse<String> refused = http.send(
                request("/medias/spaces/" + workspace + "/upload?filename=b.bin")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(noise(1000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<byte[]> unread = download(id);
        assertThat(unread.statusCode()).isEqualTo(503);
        assertThat(unread.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(server.err()).contains("The store of files does not answer");
        assertThat(filesIn("spool")).isEmpty();

        store.startAgain();
        assertThat(upload("c.bin", noise(10))).isNotEmpty(); // over no connection from before
        assertThat(download(id).body()).isEqualTo(noise(1000));
        assertThat(server.api().get("/folders/" + workspace + "/medias").ok().items())
                .hasSize(2);
        assertThat(store.objects()).hasSize(2);
    }

    @Test
    void theSecretIsInNothingThatIsSaid() throws Exception {
        server.close();
        Command wrong = serve(store)
                .env("TASKWRIGHT_S3_ACCESS_KEY", "NOBODY")
                .env("TASKWRIGHT_S3_SECRET_KEY", "a-secret-that-nobody-must-read");
        Outcome outcome = wrong.run();
        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.err())
                .contains("these credentials may not see")
                .doesNotContain("a-secret-that-nobody-must-read");
        assertThat(outcome.out()).doesNotContain("a-secret-that-nobody-must-read");
    }

    @Test
    void aBucketThatIsNotThereStopsTheStart() {
        server.close();
        Outcome outcome = serve(store, "--s3-bucket", "another-bucket").run();
        assertThat(outcome.exit()).isEqualTo(78);
        assertThat(outcome.err()).contains("the bucket 'another-bucket' does not exist");
    }

    private List<Path> filesIn(String name) {
        Path inside = folder.resolve("data").resolve(name);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(inside)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
