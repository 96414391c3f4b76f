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
    /** One without fields and links. */
    final String plain;

    final String project;
    final String task;
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
        plain = work.project(workspace, "# Notes for the paper\n- [ ] Note G");
        project = work.project(workspace, PLAN);
        task = giveDetails(work);
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

    /** A task with everything that a task can have; its id. */
    private String giveDetails(Work work) {
        String fields = "/projects/" + project + "/fields";
        Map<String, ?> wood = Map.of("id", "wood", "name", "Wood", "rank", "1");
        Map<String, ?> brass = Map.of("id", "brass", "name", "Brass", "rank", "2");
        Map<String, ?> options = Map.of("wood", wood, "brass", brass);
        String material = field(fields, Map.of("type", "Select", "displayName", "Material", "options", options));
        field(fields, Map.of("type", "Rating", "displayName", "Effort", "max", 5));
        field(fields, Map.of("type", "TimestampAuthor", "displayName", "Written by"));
        String id = work.tasks(project, 100).stream()
                .filter(each -> Work.text(each).equals("Cut the figure wheels"))
                .map(Work::id)
                .findFirst()
                .orElseThrow();
        String path = "/projects/" + project + "/tasks/" + id;
        api.put(path + "/assignees", Map.of("handles", List.of("ada"))).ok();
        Map<String, ?> start = Map.of("date", "2027-03-01", "time", "09:00", "timezone", "Europe/London");
        api.put(path + "/date", Map.of("start", start, "end", Map.of("date", "2027-03-19")))
                .ok();
        api.put(path + "/note", Map.of("type", "text/markdown", "value", "Ask **Clement** for the lathe first."))
                .ok();
        api.put(path + "/fields/" + material, Map.of("value", "brass")).ok();
        api.put("/projects/" + project + "/shareLink", Map.of()).ok();
        return id;
    }

    private String field(String path, Map<String, ?> data) {
        return Work.id(api.post(path, Map.of("data", data)).ok().item());
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

    /** Where Ada answers an app that asks for her by backchannel, anew each time. */
    URI request() {
        var app = Json.parse(run(
                "app",
                "add",
                "--owner",
                "owner",
                "--name",
                "Ticket office",
                "--kind",
                "machine",
                "--grant",
                "urn:openid:params:grant-type:ciba",
                "--scope",
                "openid profile api1"));
        String who = "client_id=" + app.path("client_id").asString() + "&client_secret="
                + app.path("client_secret").asString();
        Http.post(
                server.url("/oauth2/backchannel_authentication"),
                who + "&scope=openid+profile+api1&login_hint=ada&binding_message=Counter+4,+W4SCT");
        return server.url("/requests");
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
