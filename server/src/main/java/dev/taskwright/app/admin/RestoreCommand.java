package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Command;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataFolder;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.db.DatabaseAddress;
import dev.taskwright.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code restore FILE}: brings a backup back into an empty folder or database, whole or not at all. */
public final class RestoreCommand implements Command {
    @Override
    public String words() {
        return "restore";
    }

    @Override
    public String summary() {
        return "Bring a backup back into an empty data folder or database";
    }

    @Override
    public String operands() {
        return "FILE";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DataOptions.all());
        options.add(DataOptions.JSON);
        return options;
    }

    @Override
    public Answer run(CommandLine line, OptionValues values) {
        DataPlace place = DataOptions.read(values);
        values.requireNoMistakes();
        if (line.operands().size() != 1) {
            throw new CommandFailure(ExitStatus.USAGE, "needs FILE; --help tells more");
        }
        Path file = Path.of(line.operands().getFirst());
        if (!Files.isReadable(file)) {
            throw new CommandFailure(ExitStatus.DATA, "there is no file " + file + " that can be read");
        }
        try (DataFolder _ = DataFolder.lock(place.folder())) {
            requireEmpty(place);
            boolean withKey = restore(new RestoreArchive(file), place);
            Answer answer =
                    Answer.ok(Json.text(Map.of("data", place.folder().toString(), "with_keys", withKey)) + "\n");
            return withKey || Files.exists(place.keyFile())
                    ? answer
                    : new Answer(
                            answer.status(),
                            answer.out(),
                            "taskwright: the backup holds no key file; put the" + " installation's own at "
                                    + place.keyFile() + " before you start the server\n");
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "the backup could not be restored: " + DataFolder.reason(e));
        }
    }

    private static boolean restore(RestoreArchive archive, DataPlace place) throws IOException {
        Path staging = place.folder().resolve("restoring");
        try {
            archive.unpack(staging, place.isSqlite());
            if (place.database() instanceof DatabaseAddress.Postgresql postgresql) {
                PostgresqlTools.restore(postgresql, staging.resolve(BackupArchive.POSTGRESQL));
            }
            return RestoreArchive.moveInto(staging, place);
        } finally {
            RestoreArchive.delete(staging);
        }
    }

    private static void requireEmpty(DataPlace place) throws IOException {
        try (Stream<Path> inside = Files.list(place.folder())) {
            var found = inside.filter(path -> !path.endsWith("lock"))
                    .filter(path -> !path.equals(place.keyFile()))
                    .findFirst();
            if (found.isPresent()) {
                throw new CommandFailure(
                        ExitStatus.DATA,
                        "the data folder " + place.folder() + " is not empty ("
                                + found.get().getFileName() + "); restore into a new one");
            }
        }
        if (place.database() instanceof DatabaseAddress.Postgresql postgresql && !EmptyDatabase.is(postgresql)) {
            throw new CommandFailure(ExitStatus.DATA, "the database " + postgresql + " is not empty");
        }
    }
}
