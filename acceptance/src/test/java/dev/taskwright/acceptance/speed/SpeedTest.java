package dev.taskwright.acceptance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Effort;
import dev.taskwright.acceptance.harness.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Start-up time and memory. A plain run sends little and only guards the memory; {@code --long} sends 10 000 requests of
 * each kind. What was measured is left in {@code acceptance/target/speed.md}. Nothing is asserted about time: a busy
 * machine would make it a coin toss.
 */
class SpeedTest {
    private static final long MOST_MEGABYTES = 256;

    @TempDir
    private Path folder;

    @Test
    void memoryStaysWithinItsBoundUnderEveryKindOfRequest() throws Exception {
        int count = Effort.count(100, 10_000);
        List<String> report =
                new ArrayList<>(List.of("| after | requests | seconds | resident MB |", "|---|---|---|---|"));
        try (TestServer server = TestServer.start(folder.resolve("data"));
                Load load = new Load()) {
            report.add(row("start, one sign-in", 0, Duration.ZERO, server));
            for (Map.Entry<String, Kinds.Kind> kind : new Kinds(server).all().entrySet()) {
                Instant begin = Instant.now();
                kind.getValue().send(load, count);
                report.add(row(kind.getKey(), count, Duration.between(begin, Instant.now()), server));
            }
            save("memory", report);
            assertThat(megabytes(server, "VmRSS")).as(String.join("\n", report)).isLessThanOrEqualTo(MOST_MEGABYTES);
            assertThat(server.stop()).isZero();
        }
    }

    @Test
    void startingIsMeasured() throws Exception {
        Path data = folder.resolve("data");
        List<String> report = new ArrayList<>(List.of("| start | ms |", "|---|---|"));
        report.add("| on an empty folder | " + start(data) + " |");
        List<Long> again = new ArrayList<>();
        for (int i = 0; i < Effort.count(3, 20); i++) {
            again.add(start(data));
        }
        again.sort(Long::compare);
        report.add("| again, fastest | " + again.getFirst() + " |");
        report.add("| again, median of " + again.size() + " | " + again.get(again.size() / 2) + " |");
        report.add("| again, slowest | " + again.getLast() + " |");
        save("start", report);
        assertThat(again).isNotEmpty();
    }

    private static long start(Path data) {
        Instant begin = Instant.now();
        try (TestServer server = TestServer.start(data)) {
            long took = Duration.between(begin, Instant.now()).toMillis();
            assertThat(server.stop()).isZero();
            return took;
        }
    }

    private static String row(String what, int count, Duration took, TestServer server) throws IOException {
        return "| " + what + " | " + count + " | " + took.toSeconds() + " | " + megabytes(server, "VmRSS") + " |";
    }

    private static long megabytes(TestServer server, String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(each -> each.startsWith(line + ":"))
                .mapToLong(each -> Long.parseLong(each.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static void save(String name, List<String> report) throws IOException {
        Path folder = Files.createDirectories(Checkout.file("acceptance/target/speed"));
        Files.write(folder.resolve(name + ".md"), report);
    }
}
