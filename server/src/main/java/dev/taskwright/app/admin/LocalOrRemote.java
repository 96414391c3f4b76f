package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Command;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.db.DatabaseRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings an administration command to the data: to the server that has the folder open, through its socket, or else opens
 * the data itself for as long as the command takes.
 */
public record LocalOrRemote(AdminCommand command) implements Command {
    @Override
    public String words() {
        return command.words();
    }

    @Override
    public String summary() {
        return command.summary();
    }

    @Override
    public String operands() {
        return command.operands();
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(command.options());
        options.addAll(DataOptions.all());
        options.add(DataOptions.JSON);
        return options;
    }

    @Override
    public Answer run(CommandLine line, OptionValues values) {
        command.options().forEach(values::get);
        DataPlace place = DataOptions.read(values);
        values.requireNoMistakes();
        requireOperands(line);
        String input = command.readsInput(values) ? input() : "";
        AdminCall call = new AdminCall(line, values, input, Path.of("").toAbsolutePath());
        if (place.isSqlite()) {
            var remote = AdminSocket.call(place.folder(), command.words(), call);
            if (remote.isPresent()) {
                return remote.get();
            }
        }
        return runHere(place, call);
    }

    private Answer runHere(DataPlace place, AdminCall call) {
        try (House house = House.open(place, call.values().isOn(DataOptions.DEV))) {
            return answer(command, house, call);
        } catch (DatabaseRefused e) {
            return Answer.failed(ExitStatus.IO, "taskwright: " + e.getMessage());
        }
    }

    /** Runs the command and turns what it refuses into one line and a status. */
    public static Answer answer(AdminCommand command, House house, AdminCall call) {
        try {
            return command.act().apply(house, call);
        } catch (CommandFailure e) {
            return Answer.failed(e.status(), "taskwright: " + e.getMessage());
        } catch (ProblemException e) {
            return Answer.failed(statusOf(e), "taskwright: " + e.getMessage());
        }
    }

    private static ExitStatus statusOf(ProblemException e) {
        return switch (e.problem()) {
            case Problem.Unavailable unavailable -> ExitStatus.TEMPORARY;
            case Problem.TooMany tooMany -> ExitStatus.TEMPORARY;
            default -> ExitStatus.DATA;
        };
    }

    private void requireOperands(CommandLine line) {
        int most = command.operands().isEmpty() ? 0 : 1;
        int least = command.operands().startsWith("[") ? 0 : most;
        int given = line.operands().size();
        if (given > most) {
            throw new CommandFailure(
                    ExitStatus.USAGE, "'" + line.operands().get(most) + "' is not expected here; --help tells what is");
        }
        if (given < least) {
            throw new CommandFailure(ExitStatus.USAGE, "needs " + command.operands() + "; --help tells more");
        }
    }

    private static String input() {
        try {
            String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1).replaceAll("\r$", "") : text;
        } catch (IOException e) {
            throw new CommandFailure(ExitStatus.IO, "standard input cannot be read");
        }
    }
}
