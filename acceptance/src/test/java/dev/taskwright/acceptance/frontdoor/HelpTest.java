package dev.taskwright.acceptance.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.acceptance.harness.Command;
import dev.taskwright.acceptance.harness.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door tells what it can do, on standard output and without touching any data. */
class HelpTest {
    @Test
    void helpListsEveryCommand() {
        Outcome outcome = Command.of("help").run();

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("serve", "user", "token", "app", "workspace", "folder", "member", "backup", "restore")
                .contains("check", "test", "help");
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "user add",
                "user list",
                "user set-password",
                "user disable",
                "user enable",
                "token add",
                "token list",
                "token revoke",
                "app add",
                "app list",
                "app delete",
                "app token add",
                "app token list",
                "app token revoke",
                "workspace add",
                "workspace list",
                "folder add",
                "member add",
                "member list",
                "member remove",
                "backup",
                "restore",
                "build",
                "check",
                "test"
            })
    void everyCommandHasHelp(String words) {
        Outcome outcome = Command.of(words.split(" ")).with("--help").run();

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsIgnoringCase("usage: ./taskwright " + words);
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frobnicate", "user frobnicate"})
    void anUnknownCommandIsAMistakeOfUse(String words) {
        Outcome outcome =
                Command.of(words.isEmpty() ? new String[0] : words.split(" ")).run();

        assertThat(outcome.exit()).isEqualTo(64);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "token", "app", "workspace", "folder", "member"})
    void aGroupOfCommandsListsItsOwn(String group) {
        Outcome outcome = Command.of(group, "--help").run();

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(group + " add");
    }
}
