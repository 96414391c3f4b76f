package dev.taskwright.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Work;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every {@code curl} of {@code docs/api}, run as it stands there, page by page from top to bottom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedRequestsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    /** An answer that refuses ends the script, and says what it was. */
    private static final String SCRIPT = """
            set -eo pipefail
            curl() { command curl -sS --fail-with-body "$@"; }
            """;

    @TempDir
    private Path folder;

    private TestServer server;
    private Api api;
    private Work work;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data.resolve("data"));
        api = server.api();
        work = new Work(api);
        for (String handle : List.of("jane", "joe")) {
            server.command("user", "add", "--handle", handle, "--name", handle, "--email", handle + "@example.org")
                    .with("--password-stdin")
                    .stdin("a long enough password")
                    .run()
                    .ok();
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.file("docs/api"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> Checkout.text("docs/api/" + name).contains("curl "))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Checkout.text("docs/api/" + page));
        while (block.find()) {
            if (block.group(1).contains("curl ")) {
                blocks.add(block.group(1));
            }
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRequestOfAPageIsAnswered(String page) throws Exception {
        Path here = Files.createDirectories(folder.resolve(page));
        Files.write(here.resolve("photo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2});
        Map<String, String> places = places();
        if (page.equals("task-details.md")) {
            api.post("/projects/" + places.get("PROJECT") + "/members", Map.of("handle", "jane", "role", "editor"))
                    .ok();
        }
        for (String block : blocks(page)) {
            run(block, here, places);
        }
    }

    /** What the examples call WORKSPACE, TASK and so on. */
    private Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        String workspace =
                Work.id(api.post("/workspaces", Map.of("name", "Examples")).ok().item());
        String project = work.project(workspace, "# Launch\n\n- [ ] one\n- [ ] two\n- [ ] three\n");
        List<JsonNode> tasks = work.tasks(project, 100);
        places.put("API", server.url("/api/v1").toString());
        places.put("AUTH", "Authorization: Bearer " + server.token());
        places.put("TOKEN", server.token());
        places.put("WORKSPACE", workspace);
        places.put("SPACE", workspace);
        places.put(
                "FOLDER",
                Work.id(api.post("/workspaces/" + workspace + "/folders", Map.of("name", "F", "access", "edit"))
                        .ok()
                        .item()));
        places.put("PROJECT", project);
        places.put("TASK", Work.id(tasks.get(1)));
        places.put("OTHER", Work.id(tasks.get(3)));
        places.put("FIELD", field(project));
        places.put("MEDIA", media(workspace));
        return places;
    }

    private String field(String project) {
        Map<String, Object> open = Map.of("id", "open", "name", "Open", "rank", "a");
        Map<String, Object> data = Map.of("type", "Select", "displayName", "State", "options", Map.of("open", open));
        return Work.id(api.post("/projects/" + project + "/fields", Map.of("data", data))
                .ok()
                .item());
    }

    private String media(String workspace) {
        String path = "/api/v1/medias/spaces/" + workspace + "/upload?filename=long.txt";
        String answer = Http.send(HttpRequest.newBuilder(server.url(path))
                        .header("Authorization", "Bearer " + server.token())
                        .POST(HttpRequest.BodyPublishers.ofString("words ".repeat(100))))
                .body();
        return Json.parse(answer).at("/item/mediaId").asString();
    }

    private static void run(String block, Path here, Map<String, String> places) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", SCRIPT + block)
                .directory(here.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(places);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(block + said).isZero();
    }

    /** So that no operation is left without an example that runs. */
    @Test
    void everyOperationHasARequest() throws IOException {
        Set<String> shown = new HashSet<>();
        for (String page : pages()) {
            for (String block : blocks(page)) {
                block.lines().filter(line -> line.contains("curl ")).forEach(line -> shown.add(shape(line)));
            }
        }
        JsonNode paths = Json.parse(Checkout.text("api/openapi-v1.json")).path("paths");
        Set<String> all = new HashSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                + plain(path.getKey().replaceAll("\\{[^}]*}", "*")))));
        all.removeAll(shown);
        assertThat(all).as("operations without a request in docs/api").isEmpty();
    }

    /** {@code GET /projects/*}: a path parameter is a variable, or the name of somebody. */
    private static String shape(String line) {
        Matcher method = Pattern.compile("-X ([A-Z]+)").matcher(line);
        boolean hasBody = line.contains(" -d ") || line.contains("--data-binary");
        String verb = method.find() ? method.group(1) : hasBody ? "POST" : "GET";
        Matcher path = Pattern.compile("\\$API(/[^\\s\"?]*)").matcher(line);
        assertThat(path.find()).as(line).isTrue();
        return verb + " " + plain(path.group(1).replaceAll("\\$[A-Z]+", "*").replaceAll("/(jane|joe)$", "/*"));
    }

    private static String plain(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
