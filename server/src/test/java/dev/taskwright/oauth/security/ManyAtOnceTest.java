package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 64 identical requests at once, over HTTP; on PostgreSQL every other one reaches a second node. */
@EachDatabase
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManyAtOnceTest {
    private static final int MANY = 64;

    private final TestDatabase data;
    private final List<Db> opened = new ArrayList<>();
    private final List<WholeServer> nodes = new ArrayList<>();
    private final WholeServer server;
    private final User ada;
    private final Browser person;
    private final RelyingApp app;

    ManyAtOnceTest(DatabaseKind kind) {
        data = kind.fresh();
        server = new WholeServer(data.db());
        nodes.add(server);
        if (kind != DatabaseKind.SQLITE) {
            Db second = data.secondNode();
            opened.add(second);
            nodes.add(new WholeServer(second, server.clock, Provider.ISSUER));
        }
        ada = server.person("ada");
        person = server.browserOf(ada);
        app = RelyingApp.of(server, ada, Map.of("post_logout_redirect_uris", List.of("https://app.example/bye")));
    }

    @AfterEach
    void close() {
        opened.forEach(Db::close);
        data.close();
    }

    /** The same request from as many browsers as there are, all with the cookies of {@link #person}. */
    private List<Shown> atOnce(Function<Browser, Shown> request) throws Exception {
        List<Browser> browsers = IntStream.range(0, MANY)
                .mapToObj(i -> nodes.get(i % nodes.size()).browser())
                .peek(browser -> person.cookies().forEach(browser::cookie))
                .toList();
        CountDownLatch start = new CountDownLatch(1);
        List<Shown> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Shown>> sent = browsers.stream()
                    .map(browser -> threads.submit(() -> {
                        start.await();
                        return request.apply(browser);
                    }))
                    .toList();
            start.countDown();
            for (Future<Shown> each : sent) {
                answers.add(each.get());
            }
        }
        assertThat(answers).extracting(Shown::status).allMatch(status -> status < 500);
        return answers;
    }

    private String form(String... fields) {
        Map<String, String> form = app.credentials();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return RelyingApp.encoded(form);
    }

    @Test
    void rfc9700S08OneOfManyRedeemsACodeAndThenNothingHolds() throws Exception {
        String redeem = form(
                "grant_type", "authorization_code", "code", app.code(person), "redirect_uri", WholeServer.CALLBACK);

        List<Shown> answers = atOnce(browser -> browser.postRaw("/oauth2/token", redeem));

        List<Shown> granted = answers.stream().filter(a -> a.status() == 200).toList();
        assertThat(granted).hasSize(1);
        assertThat(answers).extracting(Shown::status).containsOnly(200, 400);
        String refresh = String.valueOf(RelyingApp.json(granted.getFirst()).get("refresh_token"));
        assertThat(app.refresh(refresh).status())
                .as("63 others had the code too")
                .isEqualTo(400);
        assertThat(server.events()).containsOnlyOnce("token.code_reused");
    }

    /** All of them ask inside the grace: one rotation, one successor, for everybody the same. */
    @Test
    void rfc9700S13ManyRefreshesHaveOneSuccessor() throws Exception {
        String refresh = String.valueOf(app.tokens(person).get("refresh_token"));
        String form = form("grant_type", "refresh_token", "refresh_token", refresh);

        List<Shown> answers = atOnce(browser -> browser.postRaw("/oauth2/token", form));

        assertThat(answers).extracting(Shown::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> RelyingApp.json(answer).get("refresh_token")))
                .doesNotContainNull()
                .containsOnly(RelyingApp.json(answers.getFirst()).get("refresh_token"))
                .doesNotContain(refresh);
    }

    /** One answer to one question, one code from it. */
    @Test
    void oneConsentIsGivenOnceAndBringsOneCode() throws Exception {
        Shown question = person.get(app.request());
        List<Shown> pressed = atOnce(browser -> RelyingApp.press(browser, question, "allow"));
        assertThat(server.events()).as(pressed.getFirst().body()).containsOnlyOnce("consent.given");
        List<String> leading = pressed.stream()
                .map(Shown::location)
                .filter(l -> l.startsWith("/"))
                .distinct()
                .toList();
        assertThat(leading).hasSize(1);

        List<Shown> followed = atOnce(browser -> browser.get(leading.getFirst()));

        assertThat(followed.stream().filter(shown -> shown.location().contains("code=")))
                .hasSize(1);
        assertThat(followed.stream().filter(shown -> shown.location().isEmpty()))
                .hasSize(MANY - 1);
    }

    @Test
    void oneOfManyDenialsIsTold() throws Exception {
        Shown question = person.get(app.request());
        List<Shown> pressed = atOnce(browser -> RelyingApp.press(browser, question, "deny"));
        assertThat(pressed).extracting(Shown::status).contains(303);
        assertThat(server.events()).doesNotContain("consent.given");
        assertThat(person.get(app.request()).body()).as("it is asked again").contains("id=\"allow\"");
    }

    @Test
    void oneLogoutEndsTheSessionAndItsTokensOnce() throws Exception {
        Map<String, Object> tokens = app.tokens(person);
        Shown question = person.get("/oauth2/logout?client_id=" + app.id());

        atOnce(browser -> RelyingApp.press(browser, question, "sign-out"));

        assertThat(server.events()).containsOnlyOnce("session.ended");
        assertThat(app.refresh(String.valueOf(tokens.get("refresh_token"))).status())
                .isEqualTo(400);
        for (WholeServer node : nodes) {
            Browser left = node.browser();
            person.cookies().forEach(left::cookie);
            assertThat(left.get("/settings").status()).isEqualTo(303);
        }
    }

    @Test
    void oneOfManyAllowsADeviceAndOneGetsItsTokens() throws Exception {
        RelyingApp device = RelyingApp.of(
                server,
                ada,
                Map.of("kind", "device", "token_endpoint_auth_method", "none", "redirect_uris", List.of()));
        Map<String, Object> asked =
                RelyingApp.json(device.post("/oauth2/device_authorization", "scope", "openid api1 offline_access"));
        Shown question = person.get("/device?user_code=" + asked.get("user_code"));

        List<Shown> pressed = atOnce(browser -> RelyingApp.press(browser, question, "allow"));

        assertThat(pressed).isNotEmpty();
        assertThat(server.events()).containsOnlyOnce("device.allowed", "consent.given");
        String form = RelyingApp.encoded(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                device.id(),
                "device_code",
                String.valueOf(asked.get("device_code"))));
        List<Shown> polled = atOnce(browser -> browser.postRaw("/oauth2/token", form));
        assertThat(polled.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    }
}
