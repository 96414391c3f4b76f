package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandleTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada", "a1", "0x", "ada-lovelace", "ada_l", "x23456789012345678901234567890123456789"})
    void theseAreHandles(String handle) {
        assertThat(Handle.require(handle)).isEqualTo(handle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Ada",
                "-ada",
                "_ada",
                "ada lovelace",
                "ada@x",
                "\u0430da",
                "ada\n",
                " ada",
                "x234567890123456789012345678901234567890"
            })
    void theseAreNot(String handle) {
        assertThatThrownBy(() -> Handle.require(handle)).isInstanceOf(ProblemException.class);
    }

    @Test
    void whoeverLooksForOneMayUseCapitals() {
        assertThat(Handle.sought(" ADA ")).isEqualTo("ada");
        assertThat(Handle.sought("a\u0000da")).isEmpty();
    }
}
