package dev.taskwright.acceptance.frontdoor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Await;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.Outcome;
import dev.taskwright.acceptance.harness.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server ends. */
class StopTest {
    @TempDir
    private Path folder;

    /** The request is half sent when the signal comes, and must still be answered and kept. */
    @Test
    void sigtermFinishesTheRequestInFlight() throws IOException {
        String body = Json.text(Map.of("name", "Sent slowly"));
        try (TestServer server = TestServer.start(folder);
                Socket slow = new Socket("localhost", server.issuer().getPort())) {
            slow.setSoTimeout(20_000);
            send(slow, """
                    POST /api/v1/workspaces HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Expect: 100-continue\r
                    \r
                    """.formatted(server.token(), body.length()));
            // The server has the head of the request and asks for the rest: it is in flight.
            assertThat(line(slow)).startsWith("HTTP/1.1 100");
            server.terminate();
            Await.until("a server that takes no more", Duration.ofSeconds(5), () -> refuses(server));
            send(slow, body);

            assertThat(line(slow)).isEmpty();
            assertThat(line(slow)).startsWith("HTTP/1.1 200");
            assertThat(new String(slow.getInputStream().readAllBytes(), UTF_8)).contains("Sent slowly");
            assertThat(server.await()).isZero();
        }
        Outcome workspaces =
                Runs.on(folder, "workspace", "list", "--json").run().ok();
        assertThat(workspaces.out()).contains("Sent slowly");
    }

    @Test
    void anIdleConnectionDoesNotHoldTheServerUp() throws IOException {
        try (TestServer server = TestServer.start(folder);
                Socket idle = new Socket("localhost", server.issuer().getPort())) {
            send(idle, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(line(idle)).startsWith("HTTP/1.1 200");
            server.terminate();
            Await.until("the end, well before the grace is over", Duration.ofSeconds(5), () -> !server.isAlive());
            assertThat(server.await()).isZero();
        }
    }

    @Test
    void afterAnEndByForceTheFolderCanBeUsedAtOnce() {
        try (TestServer server = TestServer.start(folder)) {
            server.kill();
        }
        assertThat(folder.resolve("admin.sock")).exists();
        assertThat(Runs.on(folder, "user", "list").run().exit()).isZero();
        try (TestServer again = TestServer.start(folder)) {
            assertThat(again.stop()).isZero();
        }
        assertThat(folder.resolve("admin.sock")).doesNotExist();
    }

    private static boolean refuses(TestServer server) {
        try (Socket _ = new Socket("localhost", server.issuer().getPort())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
