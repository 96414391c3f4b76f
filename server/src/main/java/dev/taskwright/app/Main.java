package dev.taskwright.app;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Command;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.serve.ServeCommand;
import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Mistakes;
import dev.taskwright.platform.config.OptionValues;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where {@code ./taskwright} arrives: finds the command, runs it, prints what it leaves behind, exits. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Logs.join();
        Answer answer = answer(Arrays.asList(words), System.getenv());
        print(System.out, answer.out());
        print(System.err, answer.notices());
        System.exit(answer.status().number());
    }

    static Answer answer(List<String> words, Map<String, String> environment) {
        Commands commands = new Commands();
        if (words.isEmpty()
                || words.getFirst().equals("help")
                || words.getFirst().equals("--help")) {
            return commands.help(words.stream().skip(1).toList());
        }
        Command command = commands.find(words);
        if (command == null && words.contains("--help")) {
            return commands.help(words);
        }
        if (command == null) {
            return Answer.failed(
                    ExitStatus.USAGE,
                    "taskwright: no command '" + String.join(" ", words) + "'; 'taskwright help' lists them");
        }
        List<String> rest = words.subList(command.words().split(" ").length, words.size());
        if (rest.contains("--help")) {
            return Answer.ok(commands.helpOf(command));
        }
        return run(command, rest, environment);
    }

    private static Answer run(Command command, List<String> rest, Map<String, String> environment) {
        try {
            CommandLine line = CommandLine.parse(rest, command.options());
            Map<String, String> file =
                    DataOptions.propertiesFile(line, environment, command, new ServeCommand().options());
            return command.run(line, new OptionValues(line, environment, file));
        } catch (Mistakes e) {
            StringBuilder lines = new StringBuilder();
            e.lines()
                    .forEach(mistake ->
                            lines.append("taskwright: ").append(mistake).append('\n'));
            return new Answer(ExitStatus.CONFIG, "", lines.toString());
        } catch (CommandFailure e) {
            return Answer.failed(e.status(), "taskwright: " + e.getMessage());
        }
    }

    private static void print(PrintStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }
}
