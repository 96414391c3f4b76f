package dev.taskwright.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.taskwright.acceptance.harness.Api;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Callback;
import dev.taskwright.acceptance.harness.Checkout;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import dev.taskwright.acceptance.harness.Work;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A third-party app sends a person to Taskwright; the person signs in and consents in a browser; the app exchanges its
 * code, reads who the person is, and works on real tasks.
 */
class AppJourneyTest {
    private static final String EVERYTHING = "openid profile email offline_access api1";

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        server = TestServer.start(folder);
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static Person owner(Visit visit) {
        return new Person(visit, "owner@localhost", server.password());
    }

    @Test
    void anAppSignsAPersonInAndWorksOnRealTasks() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visit()) {
            Person owner = owner(visit).signIn(app.request(EVERYTHING));
            assertThat(owner.page().locator("body")).containsText("Harvest");
            assertThat(owner.page().locator("body")).containsText("harvest.example");
            AuthenticationResponse answer = app.answer(owner.decide("allow"));
            OIDCTokenResponse tokens = app.redeem(answer);

            assertThat(tokens.getTokens().getAccessToken().getType().getValue()).isEqualToIgnoringCase("Bearer");
            assertThat(tokens.getTokens().getAccessToken().getLifetime()).isEqualTo(3600);
            String subject = app.validate(tokens).getSubject().getValue();
            UserInfo info = app.userInfo(tokens.getTokens().getAccessToken());
            assertThat(info.getSubject().getValue()).isEqualTo(subject).matches("[0-9]+");
            assertThat(info.getEmailAddress()).isEqualTo("owner@localhost");
            assertThat(info.getPreferredUsername()).isEqualTo("owner");

            OIDCTokenResponse refreshed = app.refresh(tokens.getTokens().getRefreshToken());
            assertThat(refreshed.getTokens().getAccessToken())
                    .isNotEqualTo(tokens.getTokens().getAccessToken());
            worksOnTheReadme(refreshed.getTokens().getBearerAccessToken(), visit);
        }
    }

    private static void worksOnTheReadme(BearerAccessToken token, Visit visit) {
        Api api = server.api(token.getValue());
        Work work = new Work(api);
        String project = work.project(work.workspace(), Checkout.text("README.md"));
        List<JsonNode> tasks = work.tasks(project, 7);
        assertThat(tasks).extracting(Work::id).doesNotHaveDuplicates();
        assertThat(tasks).hasSizeGreaterThan(20).isEqualTo(work.tasks(project, 1000));
        assertThat(Work.text(tasks.getFirst())).isEqualTo("Taskwright");

        List<JsonNode> blocks = api.get("/projects/" + project + "/blocks").ok().items();
        JsonNode completed = blocks.get(0);
        JsonNode moved = blocks.get(1);
        JsonNode deleted = blocks.get(2);
        String path = "/projects/" + project + "/tasks/";
        api.post(path + Work.id(completed) + "/complete").ok();
        api.post(path + Work.id(completed) + "/complete").require(400);
        api.put(
                        path + Work.id(moved) + "/move",
                        Map.of("target", Map.of("taskId", Work.id(blocks.getLast()), "position", "afterend")))
                .ok();
        api.delete(path + Work.id(deleted)).ok();
        api.get(path + Work.id(deleted)).require(404);
        JsonNode added = work.add(project, "Water the plants").ok().items().getFirst();
        seesTheSame(project, visit, work.tasks(project, 1000));

        visit.page().fill("#content", "Added in the browser");
        visit.page().press("#content", "Enter");
        assertThat(visit.page().locator("ul.tree")).containsText("Added in the browser");
        assertThat(work.tasks(project, 1000))
                .extracting(Work::text)
                .endsWith("Water the plants", "Added in the browser");
        assertThat(Work.text(added)).isEqualTo("Water the plants");
    }

    /** The page shows the tasks of the API, in the same order, ticked alike. */
    private static void seesTheSame(String project, Visit visit, List<JsonNode> tasks) {
        visit.open(server.url("/projects/" + project));
        List<String> shown = visit.page().locator("ul.tree > li").all().stream()
                .map(row -> row.getAttribute("id").replaceFirst("^t-", ""))
                .toList();
        assertThat(shown).isEqualTo(tasks.stream().skip(1).map(Work::id).toList());
        assertThat(visit.page().locator("h1")).hasText(Work.text(tasks.getFirst()));
        for (JsonNode task : tasks.subList(1, tasks.size())) {
            String look = visit.page().locator("#t-" + Work.id(task)).getAttribute("class");
            assertThat(List.of(look.split(" ")).contains("done"))
                    .as(look + " of " + task)
                    .isEqualTo(task.path("completed").asBoolean());
        }
    }

    @Test
    void aPersonWhoSaysNoSendsTheAppAwayWithoutACode() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visit()) {
            AuthenticationResponse answer =
                    app.answer(owner(visit).signIn(app.request(EVERYTHING)).decide("deny"));

            assertThat(answer.indicatesSuccess()).isFalse();
            assertThat(answer.toErrorResponse().getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.ACCESS_DENIED.getCode());
        }
    }

    @Test
    void aNativeAppGetsItsCodeOnWhateverPortItListens() throws Exception {
        App registered = App.register(server, "native", URI.create("http://127.0.0.1/callback"));
        assertThat(registered.isPublic()).isTrue();
        try (Callback callback = Callback.listen();
                Visit visit = chromium.visit()) {
            App app = registered.at(callback.address());
            owner(visit).signIn(app.request(EVERYTHING)).decide("allow");
            OIDCTokenResponse tokens = app.redeem(app.answer(callback.await()));

            assertThat(app.validate(tokens).getSubject().getValue()).matches("[0-9]+");
            assertThat(server.api(tokens.getTokens().getAccessToken().getValue())
                            .get("/workspaces")
                            .ok()
                            .items())
                    .isNotEmpty();
        }
    }

    @Test
    void aCodeUsedTwiceEndsWhatItGave() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visit()) {
            AuthenticationResponse answer =
                    app.answer(owner(visit).signIn(app.request(EVERYTHING)).decide("allow"));
            OIDCTokenResponse tokens = app.redeem(answer);
            Api api = server.api(tokens.getTokens().getAccessToken().getValue());
            api.get("/workspaces").ok();

            assertThat(app.redeemAgain(answer).getErrorObject().getCode())
                    .isEqualTo(OAuth2Error.INVALID_GRANT.getCode());
            api.get("/workspaces").require(401);
        }
    }

    /** Consent is remembered, shown under the person's settings, and withdrawn there with effect on the tokens. */
    @Test
    void consentIsRememberedAndCanBeWithdrawn() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visit()) {
            Person owner = owner(visit).signIn(app.request(EVERYTHING));
            OIDCTokenResponse tokens = app.redeem(app.answer(owner.decide("allow")));
            Api api = server.api(tokens.getTokens().getAccessToken().getValue());

            assertThat(app.answer(owner.sentOn(app.request(EVERYTHING))).indicatesSuccess())
                    .isTrue();

            visit.open(server.url("/settings/authorized-apps"));
            Locator withdraw = visit.page().locator("form[action$='/withdraw'] button");
            assertThat(withdraw.first()).isVisible();
            for (int apps = withdraw.count(); apps > 0; apps--) {
                withdraw.first().click();
                assertThat(withdraw).hasCount(apps - 1);
            }
            api.get("/workspaces").require(401);
            visit.open(app.request(EVERYTHING));
            assertThat(visit.page().locator("#allow")).isVisible();
        }
    }

    @Test
    void everythingWorksWithoutScripts() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visitWithoutScripts()) {
            Person owner = owner(visit).signIn(app.request(EVERYTHING));
            OIDCTokenResponse tokens = app.redeem(app.answer(owner.decide("allow")));
            Work work = new Work(server.api(tokens.getTokens().getAccessToken().getValue()));
            String project = work.project(work.workspace(), "# Without scripts\n\n- [ ] one\n- [ ] two");

            visit.open(server.url("/projects/" + project));
            visit.page().fill("#content", "three");
            visit.page().press("#content", "Enter");
            assertThat(visit.page().locator("ul.tree > li")).hasCount(3);
            visit.page().locator("ul.tree > li button[name=complete]").first().click();
            assertThat(visit.page().locator("ul.tree > li button[name=reopen]")).hasCount(1);

            List<JsonNode> tasks = work.tasks(project, 100);
            assertThat(tasks).extracting(Work::text).containsExactly("Without scripts", "one", "two", "three");
            assertThat(tasks.get(1).path("completed").asBoolean()).isTrue();
        }
    }
}
