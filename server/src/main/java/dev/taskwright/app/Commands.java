package dev.taskwright.app;

import dev.taskwright.app.admin.AdminCommands;
import dev.taskwright.app.admin.LocalOrRemote;
import dev.taskwright.app.admin.RestoreCommand;
import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Command;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.serve.ServeCommand;
import dev.taskwright.platform.config.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of commands, in the order in which help lists them. */
public final class Commands {
    private static final String HEAD = """
            Taskwright, a work platform with a built-in OpenID Provider.

            Usage: ./taskwright COMMAND [OPTIONS]

            """;
    private static final String SCRIPT_COMMANDS = """
              test [--long]        Build, check and test everything
              check                The fast inner loop: format, build, house rules, tests on SQLite
              help [COMMAND]       This list, or what a command takes
            """;

    private final List<Command> commands = new ArrayList<>();

    public Commands() {
        commands.add(new ServeCommand());
        AdminCommands.all().stream().map(LocalOrRemote::new).forEach(commands::add);
        commands.add(new RestoreCommand());
    }

    /** The command whose words these begin with, the longest first. */
    @Nullable
    public Command find(List<String> words) {
        for (int length = Math.min(3, words.size()); length > 0; length--) {
            String name = String.join(" ", words.subList(0, length));
            for (Command command : commands) {
                if (command.words().equals(name)) {
                    return command;
                }
            }
        }
        return null;
    }

    public Answer help(List<String> about) {
        List<String> words =
                about.stream().filter(word -> !word.startsWith("--")).toList();
        if (words.isEmpty()) {
            return Answer.ok(list());
        }
        Command command = find(words);
        if (command != null) {
            return Answer.ok(helpOf(command));
        }
        String group = String.join(" ", words);
        StringBuilder text = new StringBuilder();
        commands.stream().filter(each -> each.words().startsWith(group + " ")).forEach(each -> text.append(line(each)));
        return text.isEmpty()
                ? Answer.failed(
                        ExitStatus.USAGE, "taskwright: no command '" + group + "'; 'taskwright help' lists them")
                : Answer.ok(text.toString());
    }

    public String helpOf(Command command) {
        StringBuilder text = new StringBuilder();
        text.append("Usage: ./taskwright ").append(command.words());
        if (!command.operands().isEmpty()) {
            text.append(' ').append(command.operands());
        }
        text.append(" [OPTIONS]\n\n").append(command.summary()).append("\n\n");
        for (Option<?> option : command.options()) {
            String head = "--" + option.name() + (option.isFlag() ? "" : " " + option.placeholder());
            text.append("  %-32s %s".formatted(head, option.meaning()));
            if (option.required()) {
                text.append(" (required)");
            } else if (option.usual() != null && !option.isFlag()) {
                text.append(" (default ").append(option.usual()).append(')');
            }
            text.append('\n');
        }
        text.append("\nEvery option may also be set as an environment variable: --key-file is TASKWRIGHT_KEY_FILE.\n");
        return text.toString();
    }

    private String list() {
        StringBuilder text = new StringBuilder(HEAD);
        commands.forEach(command -> text.append(line(command)));
        return text.append(SCRIPT_COMMANDS)
                .append("\n./taskwright COMMAND --help tells what it takes.\n")
                .toString();
    }

    private static String line(Command command) {
        String head = command.operands().isEmpty() ? command.words() : command.words() + " " + command.operands();
        return "  %-20s %s\n".formatted(head, command.summary());
    }
}
