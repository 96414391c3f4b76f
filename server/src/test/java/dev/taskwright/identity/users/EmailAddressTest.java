package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {
    @Test
    void itIsKeptAsTypedAndComparedWithoutCase() {
        EmailAddress address = EmailAddress.require(" Ada.Lovelace@Example.ORG ");
        assertThat(address.typed()).isEqualTo("Ada.Lovelace@Example.ORG");
        assertThat(address.key()).isEqualTo("ada.lovelace@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"owner@localhost", "a@b", "x+y@example.org", "\u65e5\u672c@example.jp", "o'neil@example.org"})
    void theseArePlausible(String text) {
        assertThat(EmailAddress.require(text).typed()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "a b@example.org",
                "a@b\nBcc: x@y",
                "<a@b>",
                "a@b,c@d",
                "a\u200b@b"
            })
    void theseAreNot(String text) {
        assertThatThrownBy(() -> EmailAddress.require(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void noneIsLongerThanMailSystemsTake() {
        String long254 = "a".repeat(242) + "@example.org";
        assertThat(EmailAddress.require(long254).typed()).hasSize(254);
        assertThatThrownBy(() -> EmailAddress.require("a" + long254)).isInstanceOf(ProblemException.class);
    }
}
