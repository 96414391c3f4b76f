package dev.taskwright.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout under test. */
public final class Checkout {
    public static final Path HOME = Path.of(System.getProperty("taskwright.home", ".."))
            .toAbsolutePath()
            .normalize();
    public static final Path SCRIPT = HOME.resolve("taskwright");

    private Checkout() {}

    public static Path file(String name) {
        return HOME.resolve(name);
    }

    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
