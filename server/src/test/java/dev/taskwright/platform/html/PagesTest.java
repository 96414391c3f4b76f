package dev.taskwright.platform.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.http.FormBody;
import dev.taskwright.platform.http.Redirects;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.WebParts;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames, errors, notices and stale forms, over a page that does nothing else. */
class PagesTest {
    private final WebParts web = new WebParts();
    private final Browser browser = web.browser(new SamplePages(web));

    @Test
    void aPageHasATitleAndAToken() {
        var page = browser.get("/sample");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("<title>Sample · Taskwright</title>")
                .contains("name=\"csrf_token\" value=\"");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Request-Id")).startsWith("test-");
    }

    @Test
    void aFormFromThePageIsTakenAndSaysSoOnce() {
        browser.get("/sample");

        var sent = browser.with("Sec-Fetch-Site", "same-origin").post("/sample", "name", "<b>Ada</b>");

        assertThat(sent.status()).isEqualTo(303);
        assertThat(browser.follow(sent).body()).contains("Hello &lt;b&gt;Ada&lt;/b&gt;");
        assertThat(browser.get("/sample").body()).doesNotContain("Hello");
    }

    @Test
    void aStaleFormIsHandedBackWithWhatWasTyped() {
        browser.get("/sample");
        browser.cookies().clear();

        var sent = browser.with("Sec-Fetch-Site", "same-origin")
                .post("/sample", "name", "\"Ada\" & co", "password", "geheim");

        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.body())
                .contains("This form has expired")
                .contains("name=\"name\" value=\"&#34;Ada&#34; &amp; co\"")
                .doesNotContain("geheim");
        assertThat(browser.post("/sample", "name", "Ada").status()).isEqualTo(303);
    }

    @Test
    void aFormFromAnotherSiteIsRefusedAndNotOfferedAgain() {
        browser.get("/sample");

        var sent = browser.with("Sec-Fetch-Site", "cross-site").post("/sample", "name", "Mallory");

        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.body()).contains("Nothing was changed").doesNotContain("Mallory");
    }

    @Test
    void problemsBecomePagesWithTheRequestId() {
        assertThat(browser.get("/sample/missing"))
                .satisfies(page -> assertThat(page.status()).isEqualTo(404))
                .satisfies(page ->
                        assertThat(page.body()).contains("Project not found").contains(page.header("X-Request-Id")));
        assertThat(browser.get("/sample/forbidden").status()).isEqualTo(403);
        var busy = browser.get("/sample/often");
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("Retry-After")).isEqualTo("30");
        assertThat(browser.get("/nowhere").status()).isEqualTo(404);
        assertThat(browser.get("/nowhere").body()).contains("Page not found");
    }

    @Test
    void aBugShowsAnIdAndNothingElse() {
        var page = browser.get("/sample/bug");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body())
                .contains("Something went wrong")
                .contains(page.header("X-Request-Id"))
                .doesNotContain("the reason")
                .doesNotContain("IllegalState");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void aProgramIsAnsweredInOneLine() {
        var answer = browser.with("Accept", "*/*").get("/nowhere");

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).startsWith("Page not found").doesNotContain("<");
    }

    /** A form, a redirect, and every way to fail. */
    private static final class SamplePages implements HttpService {
        private final WebParts web;

        SamplePages(WebParts web) {
            this.web = web;
        }

        @Override
        public void routing(HttpRules rules) {
            rules.get(
                    "/sample",
                    (request, response) -> web.html.render(
                            response,
                            "platform/html/error.jte",
                            web.html.frame(request, response, "Sample"),
                            new ErrorPages.Failure(
                                    200, "Sample", "", "-", "/sample", List.of(new ErrorPages.Typed("name", "")))));
            rules.post("/sample", (request, response) -> {
                var form = FormBody.read(request);
                web.csrf.check(request, form);
                web.notices.put(response, "Hello " + form.text("name"));
                Redirects.seeOther(response, "/sample");
            });
            rules.get("/sample/missing", (request, response) -> {
                throw ProblemException.notFound("Project");
            });
            rules.get("/sample/forbidden", (request, response) -> {
                throw ProblemException.forbidden("Only an editor may do that");
            });
            rules.get("/sample/often", (request, response) -> {
                throw ProblemException.tooMany("Wait a little", Duration.ofSeconds(30));
            });
            rules.get("/sample/bug", (request, response) -> {
                throw new IllegalStateException("the reason");
            });
        }
    }
}
