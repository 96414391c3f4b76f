package dev.taskwright.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A till asks for a person who is elsewhere; their open page says so without a reload, they compare the message and
 * decide; the till polls. CIBA Core 1.0.
 */
class BackchannelJourneyTest {
    private static final String MESSAGE = "Till 4, W4SCT";

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

    @Test
    void anOpenPageSaysThatAnAppWaitsAndTheTillHasTokens() throws Exception {
        Till till = Till.register(server);
        try (Visit visit = chromium.visit()) {
            visit.open(server.url("/sign-in")).signIn("owner@localhost", server.password());
            visit.open(server.url("/settings"));
            assertThat(visit.page().locator("#errand")).isEmpty();

            CIBARequestAcknowledgement asked = till.ask("openid api1", "owner@localhost", MESSAGE);

            assertThat(visit.page().locator("#errand")).containsText("An app waits for your answer.");
            AuthRequestID id = asked.getAuthRequestID();
            assertThat(till.refusal(id)).isEqualTo("authorization_pending");
            visit.page().click("#errand a");
            assertThat(visit.page().locator("#message")).containsText(MESSAGE);
            assertThat(visit.page().locator("body")).containsText("Till");
            visit.page().click("#allow");
            assertThat(visit.page().locator("#allowed")).isVisible();

            OIDCTokens tokens = till.tokens(id);

            assertThat(tokens.getIDToken().getJWTClaimsSet().getClaims()).containsKeys("auth_time", "amr", "at_hash");
            server.api(tokens.getAccessToken().getValue()).get("/workspaces").ok();
            assertThat(till.refusal(id)).isEqualTo("invalid_grant");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void withoutScriptsTheNextPageSaysItAndAPersonMaySayNo() throws Exception {
        Till till = Till.register(server);
        AuthRequestID id = till.ask("openid", "owner@localhost", MESSAGE).getAuthRequestID();
        try (Visit visit = chromium.visitWithoutScripts()) {
            visit.open(server.url("/sign-in")).signIn("owner@localhost", server.password());
            visit.open(server.url("/settings"));
            visit.page().click("#errand a");
            visit.page().click("#deny");

            assertThat(visit.page().locator("#denied")).isVisible();
            assertThat(till.refusal(id)).isEqualTo("access_denied");
            visit.open(server.url("/requests"));
            assertThat(visit.page().locator("body")).containsText("Nothing waits");
        }
    }
}
