package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.platform.config.CommandLine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a command and its answer travel over the administration socket: counted texts, one call per connection. */
final class AdminWire {
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    private static final int MOST_TEXTS = 10_000;

    record Request(String words, CommandLine line, String input, Path folder) {}

    private AdminWire() {}

    static void writeCall(DataOutputStream out, String words, AdminCall call) throws IOException {
        write(out, words);
        writeAll(out, call.line().operands());
        List<String> options = new ArrayList<>();
        call.line()
                .options()
                .forEach((name, values) -> values.forEach(value -> {
                    options.add(name);
                    options.add(value);
                }));
        writeAll(out, options);
        write(out, call.input());
        write(out, call.folder().toString());
        out.flush();
    }

    static Request readCall(DataInputStream in) throws IOException {
        String words = read(in);
        List<String> operands = readAll(in);
        List<String> pairs = readAll(in);
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            options.computeIfAbsent(pairs.get(i), name -> new ArrayList<>()).add(pairs.get(i + 1));
        }
        return new Request(words, new CommandLine(operands, options), read(in), Path.of(read(in)));
    }

    static void writeAnswer(DataOutputStream out, Answer answer) throws IOException {
        out.writeInt(answer.status().number());
        write(out, answer.out());
        write(out, answer.notices());
        out.flush();
    }

    static Answer readAnswer(DataInputStream in) throws IOException {
        return new Answer(ExitStatus.of(in.readInt()), read(in), read(in));
    }

    private static void writeAll(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    private static List<String> readAll(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), MOST_TEXTS);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(read(in));
        }
        return texts;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        return new String(in.readNBytes(bounded(in.readInt(), LONGEST_TEXT)), StandardCharsets.UTF_8);
    }

    private static int bounded(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("not a Taskwright command");
        }
        return count;
    }
}
