package dev.taskwright.acceptance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Effort;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large projects: what a page, an import and an export cost, and the memory through all of it. The figures are left in
 * {@code acceptance/target/speed/work.md}. Bounds on time hold in {@code --long}, on a machine that has nothing else to do; a
 * plain run does everything once and guards the memory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkSpeedTest {
    private static final int FEW = 500;
    private static final int MANY = 50_000;
    private static final long MOST_MEGABYTES = 256;
    private static final boolean IS_TIMED = Effort.count(0, 1) == 1;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> report = new ArrayList<>(List.of("| what | figure |", "|---|---|"));
    private TestServer server;
    private Work work;
    private String workspace;
    private String small;
    private String large;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder.resolve("data"));
        work = new Work(server.api());
        workspace = work.workspace();
        small = work.project(workspace, tasks("Small", FEW, "- t%d\n"));
        large = work.project(workspace, tasks("Large", MANY, "- t%d\n"));
    }

    @AfterAll
    void stop() throws IOException {
        http.close();
        server.close();
        Path file = Files.createDirectories(Checkout.file("acceptance/target/speed"))
                .resolve("work.md");
        Files.write(file, report);
    }

    private static String tasks(String title, int count, String line) {
        StringBuilder markdown = new StringBuilder("# " + title + "\n\n");
        for (int i = 0; i < count; i++) {
            markdown.append(line.formatted(i));
        }
        return markdown.toString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + server.token());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private void note(String what, String figure) {
        report.add("| " + what + " | " + figure + " |");
    }

    /** By turns, so that whatever else the machine does falls on both. */
    @Test
    @Order(1)
    void aPageOfALargeProjectCostsWhatOneOfASmallProjectDoes() throws Exception {
        String[] pages = {middle(small, FEW), middle(large, MANY)};
        int count = Effort.count(60, 3_000);
        for (int i = 0; i < count; i++) {
            get(pages[i % 2]);
        }
        long[][] took = new long[2][count];
        for (int i = 0; i < count; i++) {
            for (int which = 0; which < 2; which++) {
                long begin = System.nanoTime();
                get(pages[which]);
                took[which][i] = System.nanoTime() - begin;
            }
        }
        double few = median(took[0]) / 1e6;
        double many = median(took[1]) / 1e6;
        note("page of 100 in a project of 500", "%.2f ms".formatted(few));
        note("page of 100 in a project of 50 000", "%.2f ms, %.2f times as much".formatted(many, many / few));
        if (IS_TIMED) {
            assertThat(many / few).isLessThanOrEqualTo(1.3);
        }
    }

    /** The address of the page behind the middle. */
    private String middle(String project, int size) throws Exception {
        String path = "/projects/" + project + "/tasks?limit=";
        String cursor = "";
        for (int met = 0; met < size / 2; met += Math.min(1000, size / 2)) {
            String page = get(path + Math.min(1000, size / 2) + cursor);
            cursor = "&after=" + Json.parse(page).path("nextCursor").asString();
        }
        return path + 100 + cursor;
    }

    private static long median(long[] all) {
        long[] sorted = all.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** While somebody else completes a task again and again. */
    @Test
    @Order(3)
    void aMegabyteOfMarkdownTakesUnderASecondAndKeepsNobodyWaiting() throws Exception {
        int lines = 20_000;
        String markdown = tasks("Megabyte", lines, "- [ ] task %05d, which says something of forty\n");
        assertThat(markdown.length()).isBetween(900_000, 1 << 20);
        List<Long> took = new ArrayList<>();
        long longestWait = 0;
        for (int i = 0; i < Effort.count(1, 5); i++) {
            long begin = System.nanoTime();
            CompletableFuture<String> made = CompletableFuture.supplyAsync(() -> work.project(workspace, markdown));
            while (!made.isDone()) {
                long asked = System.nanoTime();
                work.add(small, "meanwhile").ok();
                longestWait = Math.max(longestWait, System.nanoTime() - asked);
            }
            String project = made.get();
            took.add(System.nanoTime() - begin);
            assertThat(work.tasks(project, 1000)).hasSize(lines + 1);
        }
        double seconds = took.stream().mapToLong(Long::longValue).min().orElseThrow() / 1e9;
        note("project from 1 MiB of Markdown, 20 000 tasks, the first", "%.2f s".formatted(took.getFirst() / 1e9));
        note("the fastest of " + took.size(), "%.2f s".formatted(seconds));
        note("longest that another writer waited meanwhile", "%.0f ms".formatted(longestWait / 1e6));
        if (IS_TIMED) {
            assertThat(seconds).isLessThan(1);
        }
    }

    @Test
    @Order(2)
    void exportingALargeSpaceStreams() throws Exception {
        for (String path : List.of("/bundles/" + workspace + "/export", "/bundles/" + workspace + "/export/zip")) {
            long begin = System.nanoTime();
            HttpResponse<InputStream> answer =
                    http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            long bytes;
            try (InputStream in = answer.body()) {
                bytes = in.transferTo(OutputStream.nullOutputStream());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            note(
                    "export of more than 50 000 tasks: " + path.replace(workspace, "{spaceId}"),
                    "%.2f s, %d KB".formatted(seconds, bytes / 1024));
            assertThat(bytes).isGreaterThan(100_000);
            if (IS_TIMED) {
                assertThat(seconds).isLessThan(10);
            }
        }
    }

    @Test
    @Order(4)
    void memoryStaysWithinItsBoundThroughAllOfIt() throws IOException {
        long peak = megabytes("VmHWM");
        long now = megabytes("VmRSS");
        note("most memory that was resident", peak + " MB");
        note("resident at the end", now + " MB");
        // A collector that gets no processor lets the heap grow instead, so the peak is a matter of the machine too.
        assertThat(IS_TIMED ? peak : now).isLessThanOrEqualTo(MOST_MEGABYTES);
    }

    private long megabytes(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream()
                .filter(each -> each.startsWith(line + ":"))
                .mapToLong(each -> Long.parseLong(each.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
