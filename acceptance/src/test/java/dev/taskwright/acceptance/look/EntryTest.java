package dev.taskwright.acceptance.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import dev.taskwright.acceptance.harness.App;
import dev.taskwright.acceptance.harness.Chromium;
import dev.taskwright.acceptance.harness.Http;
import dev.taskwright.acceptance.harness.Person;
import dev.taskwright.acceptance.harness.TestServer;
import dev.taskwright.acceptance.harness.Visit;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in and consent: by keyboard alone, and under headers that let no other site near them. */
class EntryTest {
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
    void aPersonWithoutAMouseSignsInAndConsents() throws Exception {
        App app = App.register(server, "web", Person.WEB_APP);
        try (Visit visit = chromium.visit()) {
            Page page = new Person(visit, "", "").arrive(app.request("openid profile api1"));
            Keyboard keyboard = page.keyboard();

            assertThat(focused(page)).as("where the keyboard is at first").isEqualTo("login");
            keyboard.type("owner");
            keyboard.press("Tab");
            assertThat(focused(page)).isEqualTo("password");
            keyboard.type(server.password());
            keyboard.press("Enter");
            page.waitForSelector("#allow");
            for (int tabs = 0; tabs < 10 && !focused(page).equals("allow"); tabs++) {
                keyboard.press("Tab");
            }
            assertThat(focused(page)).isEqualTo("allow");
            keyboard.press("Space");
            page.waitForURL(url -> url.contains("/callback?"));
            assertThat(app.answer(URI.create(page.url())).indicatesSuccess()).isTrue();
        }
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id || document.activeElement.name || ''");
    }

    @Test
    void everyPageIsServedUnderAStrictPolicy() {
        for (String path : new String[] {"/sign-in", "/nowhere", "/api/documentation/v1"}) {
            HttpResponse<String> page = Http.get(server.url(path));
            String policy = header(page, "Content-Security-Policy");
            assertThat(policy)
                    .as(path)
                    .contains("frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*", "data:");
            assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(page, "Referrer-Policy")).isNotEmpty();
            assertThat(page.body()).doesNotContain("<script>", "style=\"", "onclick=");
        }
        assertThat(header(Http.get(server.url("/sign-in")), "Cache-Control")).contains("no-store");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
