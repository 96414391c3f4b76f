package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One call of an administration command.
 *
 * @param input what came on standard input, without its last line end; empty when the command reads none
 * @param folder where the user's shell is, which relative file names start from
 */
public record AdminCall(CommandLine line, OptionValues values, String input, Path folder) {
    /** A value that the command cannot do without. */
    <T> T need(Option<T> option) {
        return values.get(option)
                .orElseThrow(() ->
                        new CommandFailure(ExitStatus.USAGE, "needs --" + option.name() + " " + option.placeholder()));
    }

    /** What the command is about: the word that stands alone, or else the option that says the same. */
    String subject(Option<String> option) {
        return line.operands().isEmpty() ? need(option) : line.operands().getFirst();
    }

    boolean json() {
        return values.isOn(DataOptions.JSON);
    }

    Answer answer(Map<String, ?> object) {
        return Answer.ok(Json.text(object) + "\n");
    }

    /** An array: on one line with {@code --json}, otherwise an element a line. */
    Answer answer(List<? extends Map<String, ?>> array) {
        List<String> elements = array.stream().map(Json::text).toList();
        if (json() || elements.isEmpty()) {
            return Answer.ok("[" + String.join(",", elements) + "]\n");
        }
        return Answer.ok("[\n  " + String.join(",\n  ", elements) + "\n]\n");
    }
}
