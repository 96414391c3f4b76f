package dev.taskwright.acceptance.frontdoor;

import dev.taskwright.acceptance.harness.Command;
import java.nio.file.Path;

/** Commands on a data folder. */
final class Runs {
    private Runs() {}

    static Command on(Path data, String... words) {
        return Command.of(words).with("--data", data.toString());
    }

    static Command addUser(Path data, String handle) {
        return on(data, "user", "add", "--handle", handle, "--name", handle, "--password-stdin")
                .with("--email", handle + "@example.org")
                .stdin("a long enough password");
    }
}
