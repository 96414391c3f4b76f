package dev.taskwright.acceptance.look;

import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import dev.taskwright.acceptance.harness.Work;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server with a person, her work and an app, so that pages have something to show. */
final class Stage implements AutoCloseable {
    private static final String PASSWORD = "a lantern in the fog";
    private static final String CALLBACK = "https://timetable.example/callback";
    private static final String PLAN = """
            # Build the difference engine

            The second model, with everything that was learnt from the first. See [the drawings](https://example.org/drawings).

            ## Mechanism

            - [x] Order **brass** and *steel*
              - [x] Ask three foundries
              - [x] Compare the offers
            - [ ] Cut the figure wheels
              - [ ] Prototype in wood
                - [ ] Check the tolerance with `caliper --fine`
              - [ ] Cut 24 wheels
            - [ ] Assemble the carriage

            ## Paper

            - [ ] Describe the method of differences, so that a reader who has never seen such a machine can follow
            - [ ] Draw the plates ~~by hand~~ with the new press
            - [ ] 書類を送る 📮
            """;

    final TestServer server;
    final Api api;
    final String workspace;
    final String project;
    private final String client;

    Stage(Path data) {
        server = TestServer.start(data);
        run(
                "user",
                "add",
                "--email",
                "ada@example.org",
                "--name",
                "Ada Lovelace",
                "--handle",
                "ada",
                "--password-stdin");
        api = server.api(run("token", "add", "--user", "ada", "--name", "Backup script"));
        workspace = Work.id(api.post("/workspaces", Map.of("name", "Analytical Engines"))
                .ok()
                .item());
        Work work = new Work(api);
        work.project(workspace, "# Notes for the paper\n- [ ] Note G");
        project = work.project(workspace, PLAN);
        String folder = Work.id(
                api.post("/workspaces/" + workspace + "/folders", Map.of("name", "Autumn exhibition", "access", "edit"))
                        .ok()
                        .item());
        for (String title : List.of("# Posters and invitations", "# 展覧会の準備")) {
            api.post("/projects", Map.of("folderId", folder, "contentType", "text/markdown", "content", title))
                    .ok();
        }
        String app = run(
                "app",
                "add",
                "--owner",
                "owner",
                "--name",
                "Timetable",
                "--redirect-uri",
                CALLBACK,
                "--scope",
                "openid profile email offline_access api1");
        client = Json.parse(app).path("client_id").asString();
    }

    private String run(String... words) {
        return server.command(words).stdin(PASSWORD).run().ok().line();
    }

    /** Where the app sends a person, to sign in and to consent. */
    String authorization() {
        return "/oauth2/authorize?response_type=code&state=s&client_id=" + client + "&redirect_uri="
                + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)
                + "&scope=openid+profile+email+offline_access+api1";
    }

    /** Where a device sends its person, with a code of its own each time. */
    URI device() {
        String id = Json.parse(run("app", "add", "--owner", "owner", "--name", "Orrery", "--kind", "device"))
                .path("client_id")
                .asString();
        String asked = Http.post(
                        server.url("/oauth2/device_authorization"),
                        "client_id=" + id + "&scope=openid+api1+offline_access")
                .body();
        return URI.create(Json.parse(asked).path("verification_uri_complete").asString());
    }

    void signIn(Visit visit) {
        visit.open(server.url("/sign-in")).signIn("ada", PASSWORD);
    }

    void signInHere(Visit visit) {
        visit.signIn("ada", PASSWORD);
    }

    @Override
    public void close() {
        server.close();
    }
}
