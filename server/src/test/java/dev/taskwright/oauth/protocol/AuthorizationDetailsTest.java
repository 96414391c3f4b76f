package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9396, 2: the shape alone. */
class AuthorizationDetailsTest {
    private static final String ONE = "{\"type\":\"a\",\"identifier\":\"p\",\"actions\":[\"read\"],\"n\":1,\"b\":true}";

    @Test
    void section2EachElementKeepsWhatItSays() {
        AuthorizationDetails details =
                AuthorizationDetails.parse("[" + ONE + ",{\"type\":\"b\"}]").orElseThrow();

        assertThat(details.plain())
                .containsExactly(
                        Map.of("type", "a", "identifier", "p", "actions", List.of("read"), "n", 1L, "b", true),
                        Map.of("type", "b"));
        assertThat(details.types()).containsExactly("a", "b");
        assertThat(AuthorizationDetails.parse(details.text())).contains(details);
        assertThat(AuthorizationDetails.of(details.plain())).contains(details);
    }

    @Test
    void anEmptyListIsNothing() {
        assertThat(AuthorizationDetails.parse("[]")).contains(AuthorizationDetails.NONE);
        assertThat(AuthorizationDetails.NONE.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "1",
                "{}",
                ONE,
                "[1]",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"type\":1}]",
                "[{\"type\":\" \"}]",
                "[{\"type\":null}]",
                "[{\"type\":\"a\",\"x\":null}]",
                "[{\"type\":\"a\",\"x\":[null]}]",
                "[{\"type\":\"a\",\"type\":\"b\"}]",
                "[{\"type\":\"a\"}] ,",
                "[{\"type\":\"a\"}"
            })
    void whatHasAnotherShapeIsRefused(String json) {
        assertThat(AuthorizationDetails.parse(json)).isEmpty();
    }

    @Test
    void itsSizeIsBounded() {
        assertThat(AuthorizationDetails.parse("[" + ONE + ",{\"type\":\"a\"}".repeat(19) + "]"))
                .isPresent();
        assertThat(AuthorizationDetails.parse("[" + ONE + ",{\"type\":\"a\"}".repeat(20) + "]"))
                .isEmpty();
        assertThat(AuthorizationDetails.parse("[{\"type\":\"" + "é".repeat(8_180) + "\"}]"))
                .isPresent();
        assertThat(AuthorizationDetails.parse("[{\"type\":\"" + "é".repeat(8_190) + "\"}]"))
                .isEmpty();
        assertThat(AuthorizationDetails.parse(deep(6))).isPresent();
        assertThat(AuthorizationDetails.parse(deep(7))).isEmpty();
        assertThat(AuthorizationDetails.parse("[".repeat(10_000))).isEmpty();
    }

    /** The list, its object, and so many lists below. */
    private static String deep(int lists) {
        return "[{\"type\":\"a\",\"x\":" + "[".repeat(lists) + "]".repeat(lists) + "}]";
    }
}
