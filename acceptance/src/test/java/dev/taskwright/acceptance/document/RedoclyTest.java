package dev.taskwright.acceptance.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.libraries.NodeModules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The served document under the rules that Redocly recommends. */
class RedoclyTest {
    /**
     * What is left, and why. The path with a slash at its end is the contract's own, which clients send; and tags carry the
     * contract's names for groups of operations, Workspace, Task and so on, of which there is nothing further to say.
     */
    private static final Set<String> EXCEPTIONS = Set.of("no-path-trailing-slash", "tag-description");

    @TempDir
    private Path folder;

    @Test
    void theRecommendedRulesHold() throws Exception {
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            String document = Http.get(server.url("/api/documentation/v1/json")).body();
            Files.writeString(folder.resolve("openapi.json"), document);
        }
        ProcessBuilder lint = NodeModules.of("redocly")
                .program(
                        "@redocly/cli/bin/cli.js",
                        "lint",
                        "--extends",
                        "recommended",
                        "--format",
                        "json",
                        "--max-problems",
                        "1000",
                        "openapi.json");
        lint.environment().put("REDOCLY_TELEMETRY", "off");
        lint.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        lint.redirectError(folder.resolve("err.txt").toFile());
        String said = Tool.run(folder, lint).said();
        JsonNode report = Json.parse(said.substring(said.indexOf('{'), said.lastIndexOf('}') + 1));

        Set<String> broken = new TreeSet<>();
        report.path("problems")
                .forEach(problem -> broken.add(problem.path("ruleId").asString()));
        assertThat(broken).as(said).containsExactlyInAnyOrderElementsOf(EXCEPTIONS);
        assertThat(report.path("totals").path("errors").asInt())
                .as("the one path")
                .isEqualTo(1);
    }
}
