package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.WebParts;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private final WebParts web = new WebParts();

    @Test
    void everyAnswerIsNamedAndGuarded() {
        Browser browser = web.browser(new Echo(web));
        for (String path : new String[] {"/echo", "/nowhere", "/leaving"}) {
            var answer = browser.get(path);
            assertThat(answer.header("X-Request-Id")).matches("test-[0-9a-z]+");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void anIdFromOutsideIsNotTakenOver() {
        assertThat(web.browser(new Echo(web))
                        .with("X-Request-Id", "mine")
                        .get("/echo")
                        .header("X-Request-Id"))
                .startsWith("test-");
    }

    @Test
    void onlyAPageThatLeadsToAnAppLetsItsFormsLeave() {
        Browser browser = web.browser(new Echo(web));

        assertThat(browser.get("/echo").header("Content-Security-Policy")).contains("form-action 'self'");
        assertThat(browser.get("/leaving").header("Content-Security-Policy")).doesNotContain("form-action");
    }

    @Test
    void behindHttpsBrowsersAreToldToStay() {
        assertThat(new WebParts("https://work.example")
                        .browser(new Echo(web))
                        .get("/echo")
                        .header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
    }

    @Test
    void theIssuerDecidesHowCookiesAreMade() {
        assertThat(web.browser(new Echo(web)).get("/cookie").header("Set-Cookie"))
                .startsWith("sample=value;")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .doesNotContainIgnoringCase("Secure");

        WebParts secure = new WebParts("https://work.example");
        assertThat(secure.browser(new Echo(secure)).get("/cookie").header("Set-Cookie"))
                .startsWith("__Host-sample=value;")
                .containsIgnoringCase("Secure")
                .containsIgnoringCase("Path=/")
                .doesNotContainIgnoringCase("Domain");
    }

    @Test
    void theLogHoldsNoQueryAndNoLineBreaks() {
        String line = AccessLog.line(
                new Exchange("a-1", "GET", "/x y\"\n=é" + "p".repeat(400), "/x", 200, 1_234_567, 99, "127.0.0.1"));

        assertThat(line)
                .startsWith("id=a-1 method=GET path=/x?y????p")
                .contains("... status=200 ms=1.2 bytes=99 client=127.0.0.1")
                .doesNotContain("\n");
    }

    @Test
    void listenersHearOfEveryAnswer() throws InterruptedException {
        BlockingQueue<Exchange> heard = new LinkedBlockingQueue<>();
        Browser browser = new Browser(
                web.routing(new Echo(web)).addFilter(new AccessLog(ClientAddress.direct(), List.of(heard::add))));

        // they hear of it after the answer has gone, so that of two at once either may come first
        browser.get("/echo?code=secret");
        assertThat(heard.take())
                .satisfies(exchange -> assertThat(exchange.route()).isEqualTo("/echo"))
                .satisfies(exchange -> assertThat(exchange.toString()).doesNotContain("secret"));
        browser.get("/nowhere");
        assertThat(heard.take().route()).isEqualTo("unmatched");
    }

    @Test
    void onlyAConfiguredProxyIsBelieved() {
        assertThat(clientSeenBy(ClientAddress.direct())).isNotEqualTo("203.0.113.9");
        assertThat(clientSeenBy(new ClientAddress(address -> !address.equals("203.0.113.9"))))
                .isEqualTo("203.0.113.9");
        assertThat(clientSeenBy(new ClientAddress(address -> true))).isEqualTo("10.0.0.1");
    }

    private String clientSeenBy(ClientAddress addresses) {
        return web.browser(rules -> rules.get("/who", (request, response) -> response.send(addresses.of(request))))
                .with("X-Forwarded-For", "10.0.0.1, 203.0.113.9")
                .get("/who")
                .body();
    }

    /** Answers of each kind. */
    private record Echo(WebParts web) implements HttpService {
        @Override
        public void routing(HttpRules rules) {
            rules.get("/echo", (request, response) -> response.send("here"));
            rules.get("/leaving", (request, response) -> {
                SecurityHeaders.formsMayLeave(response);
                response.send("here");
            });
            rules.get("/cookie", (request, response) -> {
                web.cookies.set(response, "sample", "value", Duration.ofDays(1));
                response.send("here");
            });
        }
    }
}
