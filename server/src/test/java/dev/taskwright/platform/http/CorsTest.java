package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.WebParts;
import io.helidon.webserver.http.HttpRouting;
import org.junit.jupiter.api.Test;

/** RFC 9700, 2.6 (S18): which answers scripts of other origins may read. */
class CorsTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private Shown get(String path, String origin) {
        HttpRouting.Builder routing = new WebParts()
                .routing(rules -> rules.get("/token", (request, response) -> response.send("token"))
                        .get("/authorize", (request, response) -> response.send("page")));
        routing.addFilter(new Cors("/token"::equals, "https://app.example"::equals));
        return new Browser(routing).with("Origin", origin).get(path);
    }

    @Test
    void aKnownOriginMayReadTheTokenEndpoint() {
        Shown shown = get("/token", "https://app.example");
        assertThat(shown.header(ALLOW)).isEqualTo("https://app.example");
        assertThat(shown.header("Vary")).contains("Origin");
        assertThat(shown.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void noOtherOriginAndNoOtherPath() {
        assertThat(get("/token", "https://evil.example").header(ALLOW)).isEmpty();
        assertThat(get("/token", "null").header(ALLOW)).isEmpty();
        assertThat(get("/token", "https://app.example/%").header(ALLOW)).isEmpty();
        assertThat(get("/authorize", "https://app.example").header(ALLOW)).isEmpty();
    }
}
