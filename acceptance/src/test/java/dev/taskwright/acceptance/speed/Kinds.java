package dev.taskwright.acceptance.speed;

import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Json;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import dev.taskwright.acceptance.harness.Work;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every kind of request that the server answers, ready to be sent many times. */
final class Kinds {
    /** Sends {@code count} requests of one kind. */
    interface Kind {
        void send(Load load, int count) throws Exception;
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final TestServer server;
    private final String project;
    private final List<String> tasks;
    private String session = "";

    Kinds(TestServer server) throws Exception {
        this.server = server;
        Work work = new Work(server.api());
        this.project = work.project(work.workspace(), Checkout.text("README.md"));
        this.tasks = work.tasks(project, 1000).stream().map(Work::id).toList();
        OIDCTokenResponse tokens = signIn();
        pages();
        api();
        provider(tokens);
    }

    Map<String, Kind> all() {
        return kinds;
    }

    private OIDCTokenResponse signIn() throws Exception {
        try (Chromium chromium = Chromium.launch();
                Visit visit = chromium.visit()) {
            App app = App.register(server, "web", Person.WEB_APP);
            Person owner = new Person(visit, "owner@localhost", server.password());
            owner.signIn(app.request("openid profile email offline_access api1"));
            OIDCTokenResponse tokens = app.redeem(app.answer(owner.decide("allow")));
            this.session = visit.context().cookies(server.issuer().toString()).stream()
                    .map(cookie -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
            kinds.put("token refresh", new Refreshing(app, tokens.getTokens().getRefreshToken()));
            return tokens;
        }
    }

    private void pages() {
        get("sign-in page", "/sign-in", "", "");
        get("home page", "/", "Cookie", session);
        get("project page", "/projects/" + project, "Cookie", session);
        get("tokens page", "/settings/tokens", "Cookie", session);
        get("health", "/healthz", "", "");
        get("API reference page", "/api/documentation/v1", "", "");
    }

    private void api() {
        String bearer = "Bearer " + server.token();
        get("workspacesGet", "/api/v1/workspaces", "Authorization", bearer);
        get("projectTasksGet", "/api/v1/projects/" + project + "/tasks", "Authorization", bearer);
        get("projectBlocksGet", "/api/v1/projects/" + project + "/blocks", "Authorization", bearer);
        get("taskGet", task(1), "Authorization", bearer);
        String body = Json.text(Work.body("One of many"));
        kinds.put(
                "taskCreate",
                (load, count) -> load.send(count, 200, i -> json("POST", "/projects/" + project + "/tasks/", body)));
        kinds.put("taskComplete, taskUncomplete", (load, count) -> {
            for (int i = 0; i < count; i += 2) {
                load.answer(200, json("POST", task(2).substring(7) + "/complete", ""));
                load.answer(200, json("POST", task(2).substring(7) + "/uncomplete", ""));
            }
        });
        String target = Json.text(Map.of("target", Map.of("taskId", tasks.get(4), "position", "afterend")));
        kinds.put(
                "taskMove",
                (load, count) ->
                        load.send(count, 200, i -> json("PUT", task(5 + i % 2).substring(7) + "/move", target)));
        kinds.put(
                "a request without a token",
                (load, count) -> load.send(
                        count,
                        401,
                        i -> Load.to(server.url("/api/v1/workspaces")).build()));
    }

    private void provider(OIDCTokenResponse tokens) {
        String bearer = "Bearer " + tokens.getTokens().getAccessToken().getValue();
        get("discovery", "/.well-known/openid-configuration", "", "");
        get("jwks", "/oauth2/jwks", "", "");
        get("userinfo", "/oauth2/userinfo", "Authorization", bearer);
        get("workspacesGet, OAuth token", "/api/v1/workspaces", "Authorization", bearer);
    }

    private String task(int number) {
        return "/api/v1/projects/" + project + "/tasks/" + tasks.get(number);
    }

    private HttpRequest json(String method, String path, String body) {
        return Load.to(server.url("/api/v1" + path))
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private void get(String name, String path, String header, String value) {
        HttpRequest.Builder builder = Load.to(server.url(path));
        HttpRequest request = (header.isEmpty() ? builder : builder.header(header, value)).build();
        kinds.put(name, (load, count) -> load.send(count, 200, i -> request));
    }

    /** One refresh after the other: each uses up the token that the one before it got. */
    private static final class Refreshing implements Kind {
        private final App app;
        private com.nimbusds.oauth2.sdk.token.RefreshToken token;

        Refreshing(App app, com.nimbusds.oauth2.sdk.token.RefreshToken token) {
            this.app = app;
            this.token = token;
        }

        @Override
        public void send(Load load, int count) throws Exception {
            for (int i = 0; i < count; i++) {
                token = app.refresh(token).getTokens().getRefreshToken();
            }
        }
    }
}
