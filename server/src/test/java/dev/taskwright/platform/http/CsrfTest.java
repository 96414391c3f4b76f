package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.WebParts;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsrfTest {
    private final WebParts web = new WebParts();
    private final Browser browser = web.browser(new Counter(web));

    @Test
    void aFormWithTheTokenOfItsBrowserPasses() {
        browser.get("/form");

        assertThat(browser.post("/form").body()).isEqualTo("done");
    }

    @Test
    void aTokenOfAnotherBrowserDoesNotPass() {
        Browser other = new Browser(web.routing(new Counter(web)));
        String stolen = other.get("/form").body();
        browser.get("/form");

        assertThat(browser.postRaw("/form", "csrf_token=" + stolen.replaceAll(".*value=\"([^\"]*)\".*", "$1"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void withoutTokenOrCookieNothingPasses() {
        assertThat(browser.postRaw("/form", "").status()).isEqualTo(403);
        browser.get("/form");
        assertThat(browser.postRaw("/form", "csrf_token=").status()).isEqualTo(403);
        browser.cookies().clear();
        assertThat(browser.post("/form").status()).isEqualTo(403);
    }

    @Test
    void aMalformedCookieIsReplaced() {
        browser.cookie("tw_browser", "short");
        browser.get("/form");

        assertThat(browser.cookies().get("tw_browser")).hasSize(43);
        assertThat(browser.post("/form").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"same-origin,200", "same-site,403", "cross-site,403", "none,403"})
    void theBrowserSaysWhereAFormComesFrom(String site, int status) {
        browser.get("/form");

        assertThat(browser.with("Sec-Fetch-Site", site).post("/form").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080,200",
        "http://127.0.0.1:8080,200",
        "http://evil.example,403",
        "http://localhost:8080.evil.example,403",
        "null,403"
    })
    void anOlderBrowserSaysItByOrigin(String origin, int status) {
        browser.get("/form");

        assertThat(browser.with("Host", "127.0.0.1:8080")
                        .with("Origin", origin)
                        .post("/form")
                        .status())
                .isEqualTo(status);
    }

    /** A page with a form, and what it does. */
    private record Counter(WebParts web) implements HttpService {
        @Override
        public void routing(HttpRules rules) {
            rules.get(
                    "/form",
                    (request, response) -> response.send(
                            "<input name=\"csrf_token\" value=\"" + web.csrf.token(request, response) + "\">"));
            rules.post("/form", (request, response) -> {
                web.csrf.check(request, FormBody.read(request));
                response.send("done");
            });
        }
    }
}
