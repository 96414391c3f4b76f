package dev.taskwright.app.admin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The administration commands, in the order in which help lists them. */
public final class AdminCommands {
    private AdminCommands() {}

    public static List<AdminCommand> all() {
        return Stream.of(
                        UserCommands.all(),
                        TokenCommands.all(),
                        AppCommands.all(),
                        AppTokenCommands.all(),
                        KeyCommands.all(),
                        SpaceCommands.all(),
                        BackupCommand.all())
                .flatMap(List::stream)
                .toList();
    }

    static Optional<AdminCommand> find(String words) {
        return all().stream().filter(command -> command.words().equals(words)).findFirst();
    }
}
