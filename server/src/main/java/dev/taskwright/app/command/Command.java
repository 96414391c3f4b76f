package dev.taskwright.app.command;

import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.util.List;

/** One command of {@code ./taskwright}: its words, its help, and what it does. */
public interface Command {
    /** The words that call it, such as {@code user add}. */
    String words();

    /** One line for the list of commands. */
    String summary();

    /** What stands alone on its line, such as {@code FILE}; empty for nothing. */
    default String operands() {
        return "";
    }

    List<Option<?>> options();

    /** @throws CommandFailure when it cannot be done */
    Answer run(CommandLine line, OptionValues values);
}
