package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code ./taskwright}: words, environment, standard input. Nothing of this process's own
 * {@code TASKWRIGHT_…} settings reaches it.
 */
public record Command(List<String> wrapper, List<String> words, Map<String, String> environment, String input) {
    private static final long LONGEST_SECONDS = 60;

    public static Command of(String... words) {
        return new Command(List.of(), List.of(words), Map.of(), "");
    }

    public Command with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(wrapper, all, environment, input);
    }

    public Command env(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new Command(wrapper, words, all, input);
    }

    public Command stdin(String text) {
        return new Command(wrapper, words, environment, text);
    }

    /** Runs it below another program, such as strace. */
    public Command under(String... program) {
        return new Command(List.of(program), words, environment, input);
    }

    /** Runs to the end. */
    public Outcome run() {
        Process process = start();
        try {
            Streams out = new Streams(process.getInputStream());
            Streams err = new Streams(process.getErrorStream());
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException itDoesNotListen) {
                // A command that refuses its options ends before it reads.
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(words + " did not end; it said " + out.text() + err.text());
            }
            return new Outcome(process.exitValue(), out.all(), err.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    Process start() {
        List<String> line = new ArrayList<>(wrapper);
        line.add(Checkout.SCRIPT.toString());
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).directory(Checkout.HOME.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKWRIGHT_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
