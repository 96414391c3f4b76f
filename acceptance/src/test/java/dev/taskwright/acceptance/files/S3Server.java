package dev.taskwright.acceptance.files;

import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.libraries.NodeModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** s3rver: a store that speaks S3 to those it knows (their signatures it reads but does not recompute), in a folder. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "taskwright-files";
    static final String KEY_ID = "S3RVER";
    static final String SECRET = "S3RVER";

    /** The file beside each object's description that holds its bytes. */
    private static final String BYTES = "._S3rver_object";

    private final Path folder;
    private final int port;
    private Process process;

    private S3Server(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static S3Server start(Path folder) throws IOException, InterruptedException {
        int port = Http.freePort();
        Files.createDirectories(folder);
        S3Server server = new S3Server(folder, port, launch(folder, port));
        server.awaitReady();
        return server;
    }

    private static Process launch(Path folder, int port) throws IOException, InterruptedException {
        return NodeModules.of("s3rver")
                .program(
                        "s3rver/bin/s3rver.js",
                        "--silent",
                        "--directory",
                        folder.toString(),
                        "--address",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--configure-bucket",
                        BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("s3rver.log").toFile())
                .start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The bytes of everything it keeps. */
    List<Path> objects() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(BYTES))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    void startAgain() throws IOException, InterruptedException {
        process = launch(folder, port);
        awaitReady();
    }

    private void awaitReady() {
        Await.until("s3rver listens", Duration.ofSeconds(30), () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
