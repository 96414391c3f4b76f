package dev.taskwright.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the repository as they lie in the checkout. */
final class Checkout {
    static final Path HOME = find();
    static final Path MAIN = HOME.resolve("server/src/main/java");
    static final Path TESTS = HOME.resolve("server/src/test/java");
    static final Path ACCEPTANCE = HOME.resolve("acceptance/src/test/java");
    static final Path TEMPLATES = HOME.resolve("server/src/main/jte");
    static final Path MIGRATIONS = HOME.resolve("server/src/main/resources/db");

    private Checkout() {}

    static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(p -> p.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int lines(Path file) {
        return (int) text(file).lines().count();
    }

    /** The path from the root of the checkout, with forward slashes, for messages. */
    static String name(Path file) {
        return HOME.relativize(file).toString().replace('\\', '/');
    }

    private static Path find() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("server/pom.xml"))) {
            here = Objects.requireNonNull(here.getParent(), "the tests run outside of a checkout");
        }
        return here;
    }
}
