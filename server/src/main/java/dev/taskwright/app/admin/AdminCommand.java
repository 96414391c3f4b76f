package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A command on the data itself, carried out by whichever process has the data open.
 *
 * @param words what calls it, such as {@code user add}
 * @param operands what stands alone on its line; in brackets when an option may say it instead; empty for nothing
 * @param options its own; those that find the data are common to all
 * @param act throws CommandFailure or ProblemException when it cannot be done
 */
public record AdminCommand(
        String words,
        String operands,
        String summary,
        List<Option<?>> options,
        BiFunction<House, AdminCall, Answer> act) {

    static final Option<Boolean> PASSWORD_STDIN =
            Option.flag("password-stdin", "Read the password from standard input");

    /** Whether standard input, which holds a password, is to be read and handed over. */
    boolean readsInput(OptionValues values) {
        return options.contains(PASSWORD_STDIN) && values.isOn(PASSWORD_STDIN);
    }
}
