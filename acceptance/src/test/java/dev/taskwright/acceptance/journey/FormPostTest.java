package dev.taskwright.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Callback;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OAuth 2.0 Form Post Response Mode, 2, and the choice of an account, as a browser sees them. */
class FormPostTest {
    @TempDir
    static Path folder;

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        server = TestServer.start(folder, "--dev");
        chromium = Chromium.launch();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    private static URI posting(App app, String... more) {
        return URI.create(app.request("openid profile") + "&response_mode=form_post" + String.join("", more));
    }

    /** The app sends the browser on to another origin, which a policy on forms must not stop. */
    @Test
    void theAnswerIsPostedAndTheAppMaySendThePersonOn() throws Exception {
        try (Visit visit = chromium.visit();
                Callback callback = Callback.listen()) {
            URI end = callback.sendingPostsTo("/inside");
            App app = App.register(server, "web", callback.address(), "--dev");

            visit.open(posting(app)).signIn("owner@localhost", server.password());
            visit.page().click("#allow");
            visit.page().waitForURL(end.toString());

            assertThat(app.redeem(app.answer(callback.await())).getOIDCTokens().getIDToken())
                    .isNotNull();
            assertThat(callback.origin()).isEqualTo(server.issuer().toString());
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void whoIsSignedInGoesOnWithTheirAccount() throws Exception {
        try (Visit visit = chromium.visit();
                Callback callback = Callback.listen()) {
            URI end = callback.sendingPostsTo("/inside");
            App app = App.register(server, "web", callback.address(), "--dev");
            visit.open(posting(app)).signIn("owner@localhost", server.password());
            visit.page().click("#allow");
            visit.page().waitForURL(end.toString());

            visit.open(posting(app, "&prompt=select_account"));
            assertThat(visit.page().locator("h1")).hasText("Choose an account");
            visit.page().click("#continue");
            visit.page().waitForURL(end.toString());

            assertThat(app.answer(callback.await()).indicatesSuccess()).isTrue();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScriptsAButtonPostsIt() throws Exception {
        try (Visit visit = chromium.visitWithoutScripts();
                Callback callback = Callback.listen()) {
            URI end = callback.sendingPostsTo("/inside");
            App app = App.register(server, "web", callback.address(), "--dev");

            visit.open(posting(app)).signIn("owner@localhost", server.password());
            visit.page().click("#allow");
            visit.page().click("#continue");
            visit.page().waitForURL(end.toString());

            assertThat(app.answer(callback.await()).indicatesSuccess()).isTrue();
        }
    }
}
