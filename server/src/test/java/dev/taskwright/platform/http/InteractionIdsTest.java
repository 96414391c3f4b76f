package dev.taskwright.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.WebParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FAPI 1.0 Baseline, 6.2.1, 11: an app finds its calls again. */
class InteractionIdsTest {
    private static final String HEADER = "x-fapi-interaction-id";
    private static final String ID = "93bac548-d2de-4546-b106-880a5018460d";
    private static final String ANY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final WebParts web = new WebParts();

    private Browser browser() {
        return new Browser(web.routing(rules -> rules.any((request, response) -> response.send("here")))
                .addFilter(new InteractionIds(path -> path.startsWith("/api/"), new RandomTokens()::uuid)));
    }

    @Test
    void theIdOfACallIsSaidBack() {
        assertThat(browser().with(HEADER, ID).get("/api/v1/workspaces").header(HEADER))
                .isEqualTo(ID);
    }

    @Test
    void aCallWithoutOneGetsOneOfItsOwn() {
        String first = browser().get("/api/v1/workspaces").header(HEADER);

        assertThat(first).matches(ANY);
        assertThat(browser().get("/api/v1/workspaces").header(HEADER))
                .matches(ANY)
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "93bac548-d2de-4546-b106-880a5018460d id=forged", "{93bac548-d2de-4546-b106-880a5018460d}"})
    void whatIsNoIdIsNotSaidBack(String text) {
        assertThat(browser().with(HEADER, text).get("/api/v1/workspaces").header(HEADER))
                .matches(ANY)
                .isNotEqualTo(ID);
    }

    @Test
    void aPageHasNone() {
        assertThat(browser().with(HEADER, ID).get("/sign-in").header(HEADER)).isEmpty();
    }
}
