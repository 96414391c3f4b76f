package dev.taskwright.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Callback;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing out as people and apps meet it, in a real browser. */
class SignOutTest {
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

    /** RP-Initiated Logout, 2 and Session Management, 3: the frame says it, and the tokens end. */
    @Test
    void anAppSeesThatThePersonSignedOut() throws Exception {
        try (Visit visit = chromium.visit();
                Callback callback = Callback.listen()) {
            App app = App.register(server, "web", here(callback.address()), "--dev");
            URI request = app.request("openid offline_access");
            visit.open(request).signIn("owner@localhost", server.password());
            visit.page().click("#allow");
            URI answer = callback.await();
            OIDCTokenResponse tokens = app.redeem(app.answer(answer));
            String message = parameter(request, "client_id") + " " + parameter(answer, "session_state");

            URI watch = watch(callback, message);
            visit.open(watch);
            assertThat(visit.context().cookies())
                    .extracting(cookie -> cookie.name)
                    .contains("tw_session_state");
            assertThat(visit.page().locator("#said")).hasText("unchanged");
            visit.open(server.url("/oauth2/logout"));
            visit.page().click("#stay");
            visit.open(watch);
            assertThat(visit.page().locator("#said")).hasText("unchanged");
            app.userInfo(tokens.getTokens().getAccessToken());

            visit.open(server.url("/oauth2/logout"));
            visit.page().click("#sign-out");
            assertThat(visit.page().locator("h1")).hasText("You are signed out");
            visit.open(watch);
            assertThat(visit.page().locator("#said")).hasText("changed");
            assertThatThrownBy(() -> app.userInfo(tokens.getTokens().getAccessToken()))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> app.refresh(tokens.getTokens().getRefreshToken()))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void whatIsWrongWithARequestIsSaidInWords() {
        try (Visit visit = chromium.visit()) {
            visit.open(server.url("/connect/endsession?post_logout_redirect_uri=https://evil.example/"));
            assertThat(visit.page().locator("h1")).hasText("You are not signed out");
            assertThat(visit.page().locator("[role=alert]")).containsText("post_logout_redirect_uri");
        }
    }

    /** A page of the app on its own origin, which asks the frame of the server. */
    private static URI watch(Callback callback, String message) {
        return here(
                callback.page("/watch", """
                <!doctype html>
                <p id="said"></p>
                <iframe id="frame" src="%s"></iframe>
                <script>
                addEventListener('message', e => { document.getElementById('said').textContent = e.data; });
                document.getElementById('frame').addEventListener('load', e =>
                    e.target.contentWindow.postMessage('%s', '%s'));
                </script>
                """.formatted(server.url("/oauth2/checksession"), message, server.issuer())));
    }

    /** The same site as the server: browsers without third-party cookies answer nothing else. */
    private static URI here(URI address) {
        return URI.create(address.toString().replace("127.0.0.1", "localhost"));
    }

    private static String parameter(URI address, String name) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
