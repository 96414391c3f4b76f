package dev.taskwright.acceptance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Effort;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a code flow costs whose request is pushed (RFC 9126), beside one whose request is not: the person has allowed the app,
 * the browser is sent there and back, the code is exchanged; in turns, in one run. The table is left in
 * {@code acceptance/target/speed/pushed.md}; nothing is asserted about time.
 */
class PushedFlowCostTest {
    private static final int ROUNDS = 5;
    private static final String SCOPE = "openid api1";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern REQUEST_URI = Pattern.compile("\"request_uri\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    /** What some flows took: of the wall, and of the server's processor time, which a busy machine does not stretch. */
    private record Cost(long wallMicros, long cpuMicros, int flows) {
        static final Cost NONE = new Cost(0, 0, 0);

        Cost plus(Cost other) {
            return new Cost(wallMicros + other.wallMicros, cpuMicros + other.cpuMicros, flows + other.flows);
        }

        String row(String name) {
            return "| %s | %d | %.0f | %.0f |"
                    .formatted(name, flows, (double) wallMicros / flows, (double) cpuMicros / flows);
        }
    }

    /** One whole flow. */
    @FunctionalInterface
    private interface Flow {
        void run() throws Exception;
    }

    @Test
    void pushedFlowsAreMeasuredBesideOthers() throws Exception {
        int count = Effort.count(20, 1_000);
        try (TestServer server = TestServer.start(folder.resolve("data"))) {
            App app = App.register(server, "web", Person.WEB_APP);
            String cookies = allow(server, app);
            Cost plain = Cost.NONE;
            Cost pushed = Cost.NONE;
            for (int round = 0; round <= ROUNDS; round++) {
                Cost one = measured(server, count, () -> redeem(server, app, arrive(server, query(app), cookies)));
                Cost other = measured(server, count, () -> {
                    String push = post(server, "/oauth2/par", query(app) + proof(app), 201);
                    String query = "client_id=" + app.client().getID() + "&request_uri=" + found(REQUEST_URI, push);
                    redeem(server, app, arrive(server, query, cookies));
                });
                if (round > 0) { // the first one warms up
                    plain = plain.plus(one);
                    pushed = pushed.plus(other);
                }
            }
            save(plain, pushed);
            assertThat(pushed.flows()).isEqualTo(ROUNDS * count);
            assertThat(server.stop()).isZero();
        }
    }

    /** The owner signs in and allows the app, in a browser whose cookies are used from then on. */
    private static String allow(TestServer server, App app) throws Exception {
        try (Chromium chromium = Chromium.launch();
                Visit visit = chromium.visit()) {
            new Person(visit, "owner@localhost", server.password())
                    .signIn(server.url("/oauth2/authorize?" + query(app)))
                    .decide("allow");
            return visit.context().cookies(server.issuer().toString()).stream()
                    .map(cookie -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
        }
    }

    private static String query(App app) {
        return "client_id=" + app.client().getID() + "&response_type=code&redirect_uri=" + encoded(Person.WEB_APP)
                + "&scope=" + SCOPE.replace(' ', '+') + "&state=af0ifjsldkj&nonce=n-0S6_WzA2Mj";
    }

    private static String proof(App app) {
        return "&client_secret=" + encoded(app.client().getSecret().getValue());
    }

    private String arrive(TestServer server, String query, String cookies) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.url("/oauth2/authorize?" + query))
                        .header("Cookie", cookies)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return found(CODE, answer.headers().firstValue("Location").orElseThrow());
    }

    private void redeem(TestServer server, App app, String code) throws Exception {
        String form = "grant_type=authorization_code&code=" + code + "&redirect_uri=" + encoded(Person.WEB_APP)
                + "&client_id=" + app.client().getID() + proof(app);
        assertThat(post(server, "/oauth2/token", form, 200)).contains("access_token");
    }

    private String post(TestServer server, String path, String form, int status) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.url(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static Cost measured(TestServer server, int count, Flow flow) throws Exception {
        Duration cpu = cpu(server);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            flow.run();
        }
        long wall = (System.nanoTime() - begin) / 1_000;
        return new Cost(wall, cpu(server).minus(cpu).toNanos() / 1_000, count);
    }

    private static Duration cpu(TestServer server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    private static void save(Cost plain, Cost pushed) throws IOException {
        Path folder = Files.createDirectories(Checkout.file("acceptance/target/speed"));
        Files.write(
                folder.resolve("pushed.md"),
                List.of(
                        "| code flow, one after another | flows | wall, µs each | server's processor, µs each |",
                        "|---|---|---|---|",
                        plain.row("request in the address"),
                        pushed.row("request pushed before"),
                        "| ratio | | %.2f | %.2f |"
                                .formatted(
                                        (double) pushed.wallMicros() / plain.wallMicros(),
                                        (double) pushed.cpuMicros() / plain.cpuMicros())));
    }
}
