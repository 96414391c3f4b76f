package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** strace around a server: sees, delays or spoils its calls to the operating system's fsync. */
public final class Strace {
    private static final Pattern SYNC =
            Pattern.compile("(\\d+)\\.(\\d{6}) f(?:data)?sync\\(\\d+<(.*)>\\) = (-?\\d+).*<(\\d+)\\.(\\d{6})>");

    private final Path folder;

    /** Its records go to {@code folder}, a file for each thread. */
    public Strace(Path folder) {
        this.folder = folder;
    }

    /** A call to fsync or fdatasync as the operating system saw it. */
    public record Sync(Instant begin, Instant end, Path file, boolean succeeded) {}

    /**
     * {@code server}, observed.
     *
     * @param inject what to do to each sync, in strace's words ({@code delay_exit=5000}); empty for nothing
     */
    public Command around(Command server, String inject) {
        List<String> words = new ArrayList<>(List.of("strace", "-ff", "--seccomp-bpf", "-qq", "-ttt", "-T", "-y"));
        words.addAll(List.of(
                "-e", "trace=fsync,fdatasync", "-o", folder.resolve("trace").toString()));
        if (!inject.isEmpty()) {
            words.addAll(List.of("-e", "inject=fsync,fdatasync:" + inject));
        }
        return server.under(words.toArray(String[]::new));
    }

    /** The syncs of files called {@code name} so far, in no particular order. */
    public List<Sync> syncs(String name) {
        try (Stream<Path> records = Files.list(folder)) {
            return records.flatMap(Strace::lines)
                    .map(SYNC::matcher)
                    .filter(Matcher::find)
                    .map(Strace::sync)
                    .filter(sync -> sync.file().endsWith(name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sync sync(Matcher line) {
        Instant begin = Instant.ofEpochSecond(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)) * 1000);
        Duration took = Duration.ofSeconds(Long.parseLong(line.group(5)), Long.parseLong(line.group(6)) * 1000);
        return new Sync(
                begin, begin.plus(took), Path.of(line.group(3)), line.group(4).equals("0"));
    }
}
