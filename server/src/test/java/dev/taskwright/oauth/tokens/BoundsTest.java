package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.Confirmation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    private static final Confirmation KEY =
            new Confirmation(Confirmation.Kind.JKT, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    private static final AuthorizationDetails DETAILS = AuthorizationDetails.parse(
                    "[{\"type\":\"a\",\"actions\":[\"read\"]}]")
            .orElseThrow();

    @Test
    void noneTakeNoRoom() {
        assertThat(Bounds.NONE.text()).isEmpty();
        assertThat(Bounds.stored("")).isEqualTo(Bounds.NONE);
    }

    @Test
    void whatIsStoredIsReadAgain() {
        for (Bounds bounds : List.of(
                Bounds.NONE.boundTo(KEY),
                Bounds.NONE.withDetails(DETAILS),
                Bounds.NONE.withResources(List.of("https://a.example", "https://b.example")),
                Bounds.NONE.boundTo(KEY).withDetails(DETAILS).withResources(List.of("https://a.example")))) {
            assertThat(Bounds.stored(bounds.text())).isEqualTo(bounds);
        }
        assertThat(Bounds.NONE.boundTo(KEY).boundTo(null)).isEqualTo(Bounds.NONE);
    }

    /** What cannot be read must not open more than was granted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"cnf\":{\"kid\":\"x\"}}",
                "{\"cnf\":{}}",
                "{\"cnf\":\"x\"}",
                "{\"details\":{}}",
                "{\"details\":[1]}",
                "[]",
                "null"
            })
    void whatCannotBeReadIsAFaultAndNotNone(String text) {
        assertThatThrownBy(() -> Bounds.stored(text)).isInstanceOf(IllegalStateException.class);
    }
}
