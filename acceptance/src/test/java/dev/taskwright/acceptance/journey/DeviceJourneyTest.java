package dev.taskwright.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program without a browser shows a code; its person types it on another machine, compares, and decides; the program
 * polls and works on real tasks. RFC 8628.
 */
class DeviceJourneyTest {
    private static final String SCOPES = "openid api1 offline_access";

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
    void aPersonTypesTheCodeAndTheDeviceHasTokens() throws Exception {
        Device device = Device.register(server);
        DeviceAuthorizationSuccessResponse codes = device.ask(SCOPES);
        String code = codes.getUserCode().getValue();
        assertThat(device.refusal(codes.getDeviceCode())).isEqualTo("authorization_pending");
        assertThat(device.refusal(codes.getDeviceCode())).isEqualTo("slow_down");
        try (Visit visit = chromium.visit()) {
            visit.open(codes.getVerificationURI()).signIn("owner@localhost", server.password());
            visit.page().fill("#user_code", code.replace("-", " ").toLowerCase(Locale.ROOT));
            visit.page().click("#continue");
            assertThat(visit.page().locator("#code")).hasText(code);
            assertThat(visit.page().locator("body")).containsText("Thermostat");
            assertThat(visit.page().locator("#warning")).containsText("this very code");
            visit.page().click("#allow");
            assertThat(visit.page().locator("#allowed")).isVisible();

            Tokens tokens = device.tokens(codes.getDeviceCode()).getTokens();

            assertThat(tokens.getAccessToken().getScope().toString()).isEqualTo(SCOPES);
            assertThat(tokens.getRefreshToken()).isNotNull();
            server.api(tokens.getAccessToken().getValue()).get("/workspaces").ok();
            assertThat(device.refusal(codes.getDeviceCode())).isEqualTo("invalid_grant");
            withdraws(visit, tokens);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** Signing out leaves the device; withdrawing it ends it. */
    private static void withdraws(Visit visit, Tokens tokens) {
        visit.open(server.url("/")).page().click("#sign-out");
        server.api(tokens.getAccessToken().getValue()).get("/workspaces").ok();
        visit.open(server.url("/settings/authorized-apps")).signIn("owner@localhost", server.password());
        assertThat(visit.page().locator("body")).containsText("Thermostat");
        visit.page().click("form[action$='/withdraw'] button");
        assertThat(visit.page().locator("form[action$='/withdraw']")).hasCount(0);
        server.api(tokens.getAccessToken().getValue()).get("/workspaces").require(401);
    }

    @Test
    void whoFollowsTheLinkIsAskedToCompareAndMaySayNo() throws Exception {
        Device device = Device.register(server);
        DeviceAuthorizationSuccessResponse codes = device.ask(SCOPES);
        try (Visit visit = chromium.visitWithoutScripts()) {
            visit.open(codes.getVerificationURIComplete()).signIn("owner@localhost", server.password());
            assertThat(visit.page().locator("#code"))
                    .hasText(codes.getUserCode().getValue());
            assertThat(device.refusal(codes.getDeviceCode())).isEqualTo("authorization_pending");

            visit.page().click("#deny");

            assertThat(visit.page().locator("#denied")).isVisible();
            assertThat(device.refusal(codes.getDeviceCode())).isEqualTo("access_denied");
        }
    }
}
