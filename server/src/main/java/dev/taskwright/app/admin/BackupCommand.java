package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataFolder;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.platform.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code backup FILE}: everything an installation is, in one archive, also while a server runs. */
public final class BackupCommand {
    private static final Option<Boolean> WITH_KEYS =
            Option.flag("with-keys", "Put the key file in too; keep such an archive as safe as the server itself");

    private BackupCommand() {}

    public static List<AdminCommand> all() {
        return List.of(new AdminCommand(
                "backup",
                "FILE",
                "Write database, media and settings to one archive; works while the server runs",
                List.of(WITH_KEYS),
                BackupCommand::run));
    }

    private static Answer run(House house, AdminCall call) {
        Path file = call.folder().resolve(call.line().operands().getFirst()).normalize();
        boolean withKeys = call.values().isOn(WITH_KEYS);
        try {
            new BackupArchive(house).write(file, withKeys);
            return call.answer(Map.of("file", file.toString(), "bytes", Files.size(file), "with_keys", withKeys));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitStatus.IO, "the backup could not be written to " + file + ": " + DataFolder.reason(e));
        }
    }
}
