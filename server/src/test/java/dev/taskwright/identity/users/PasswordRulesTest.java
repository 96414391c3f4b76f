package dev.taskwright.identity.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a lantern in the fog",
                "twelve chars",
                "\ud83d\ude80\ud83d\ude80\ud83d\ude80\ud83d\ude80 rockets"
            })
    void theseMayBePasswords(String password) {
        PasswordRules.require("password", password);
    }

    @Test
    void tooShortSaysHowLongItIs() {
        refused("elevenchars", "at least 12 characters; this one has 11");
    }

    @Test
    void lengthIsCountedInCharactersAndNotInUnits() {
        refused("\ud83d\ude80".repeat(11), "this one has 11");
    }

    @Test
    void tooLongIsRefused() {
        PasswordRules.require("password", "x y".repeat(85));
        refused("x".repeat(257), "at most 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "PassWord1234", "123456789012", "1q2w3e4r5t6y", "administrator"})
    void theCommonestAreRefusedHoweverTheyAreCapitalised(String password) {
        refused(password, "one of the commonest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "password", "qwerty", "dragon", "letmein"})
    void theShortOnesOfTheListAreInIt(String password) {
        assertThat(PasswordRules.isCommon(password)).isTrue();
    }

    private static void refused(String password, String reason) {
        assertThatThrownBy(() -> PasswordRules.require("password", password))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(reason);
    }
}
