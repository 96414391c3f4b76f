package dev.taskwright.oauth.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Confirmation.Kind kind) {
        Confirmation confirmation = new Confirmation(kind, THUMBPRINT);

        assertThat(Confirmation.of(confirmation.claim())).contains(confirmation);
    }

    /** RFC 9449, 6.1; RFC 8705, 3.1. */
    @Test
    void theMembersAreTheRegisteredOnes() {
        assertThat(new Confirmation(Confirmation.Kind.JKT, THUMBPRINT).claim()).isEqualTo(Map.of("jkt", THUMBPRINT));
        assertThat(new Confirmation(Confirmation.Kind.X5T_S256, THUMBPRINT).claim())
                .isEqualTo(Map.of("x5t#S256", THUMBPRINT));
        assertThat(new Confirmation(Confirmation.Kind.JKT, THUMBPRINT).tokenType())
                .isEqualTo("DPoP");
        assertThat(new Confirmation(Confirmation.Kind.X5T_S256, THUMBPRINT).tokenType())
                .isEqualTo("Bearer");
    }

    /** Nobody can prove to hold it, so that it must not count as nothing either. */
    @Test
    void whatIsNotUnderstoodIsNoBinding() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("jkt", null);
        assertThat(Confirmation.of(null)).isEmpty();
        assertThat(Confirmation.of("jkt")).isEmpty();
        assertThat(Confirmation.of(List.of(THUMBPRINT))).isEmpty();
        assertThat(Confirmation.of(nothing)).isEmpty();
        assertThat(Confirmation.of(Map.of("kid", THUMBPRINT))).isEmpty();
        assertThat(Confirmation.of(Map.of("jkt", 1))).isEmpty();
        assertThat(Confirmation.of(Map.of("jkt", THUMBPRINT, "kid", "x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J",
                "0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
                "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I="
            })
    void whatIsNoSha256IsNoThumbprint(String text) {
        assertThat(Confirmation.ofKey(text)).isEmpty();
        assertThatThrownBy(() -> new Confirmation(Confirmation.Kind.JKT, text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
