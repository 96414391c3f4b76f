package dev.taskwright.acceptance.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.libraries.NodeModules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others' programs write from the served document compile, and do a piece of work on a running server. */
class GeneratedClientsTest {
    /** What both clients do and say in the end. */
    private static final String SAID = "Generated: a completed, 3 tasks, Not Found";

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void fetchDocument() throws IOException {
        server = TestServer.start(folder.resolve("data"));
        Files.writeString(
                folder.resolve("openapi.json"),
                Http.get(server.url("/api/documentation/v1/json")).body());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String root() {
        return server.url("/api/v1").toString();
    }

    @Test
    void aTypeScriptClientCompilesAndWorks() throws Exception {
        NodeModules modules = NodeModules.of("typescript");
        Files.createSymbolicLink(folder.resolve("node_modules"), modules.folder());
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        Files.copy(Checkout.file("acceptance/src/test/node/typescript/smoke.ts"), folder.resolve("smoke.ts"));
        Tool.ok(folder, modules.program("openapi-typescript/bin/cli.js", "openapi.json", "-o", "schema.d.ts"));
        Tool.ok(
                folder,
                modules.program(
                        "typescript/bin/tsc",
                        "--strict",
                        "--module",
                        "nodenext",
                        "--target",
                        "es2022",
                        "--lib",
                        "es2022,dom",
                        "smoke.ts",
                        "schema.d.ts"));
        String said = Tool.ok(folder, modules.script(folder.resolve("smoke.js"), root(), server.token()));
        assertThat(said.strip()).isEqualTo(SAID);
    }

    @Test
    @Tag("long")
    void aJavaClientCompilesAndWorks() throws Exception {
        Path generator = MavenJar.GENERATOR.fetch();
        Tool.ok(
                folder,
                java(
                        "java",
                        "-jar",
                        generator.toString(),
                        "generate",
                        "-i",
                        "openapi.json",
                        "-g",
                        "java",
                        "--library",
                        "native",
                        "-o",
                        "client",
                        "--additional-properties=useJakartaEe=true,openApiNullable=false,invokerPackage=client,"
                                + "apiPackage=client.api,modelPackage=client.model",
                        "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false"));
        String libraries = generator + File.pathSeparator + MavenJar.ANNOTATIONS.fetch();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> compile =
                new ArrayList<>(List.of("javac", "-nowarn", "-proc:none", "-cp", libraries, "-d", classes.toString()));
        try (Stream<Path> sources = Files.walk(folder.resolve("client/src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(compile::add);
        }
        compile.add(
                Checkout.file("acceptance/src/test/resources/client/Smoke.java").toString());
        Tool.ok(folder, java(compile.toArray(String[]::new)));
        String said = Tool.ok(
                folder, java("java", "-cp", classes + File.pathSeparator + libraries, "Smoke", root(), server.token()));
        assertThat(said.strip()).isEqualTo(SAID);
    }

    /** A program of the JDK that runs these tests. */
    private static ProcessBuilder java(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.set(0, Path.of(System.getProperty("java.home"), "bin", words[0]).toString());
        return new ProcessBuilder(line);
    }
}
