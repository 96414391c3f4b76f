package dev.taskwright.app.command;

import dev.taskwright.platform.config.CommandLine;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.config.OptionValues;
import dev.taskwright.platform.config.PropertiesFile;
import dev.taskwright.platform.db.DatabaseAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options by which every command finds the data. */
public final class DataOptions {
    public static final Option<Path> DATA = Option.of("data", "DIR", "The data folder", DataOptions::path)
            .orElse(Path.of(System.getProperty("taskwright.home", ""))
                    .resolve("data")
                    .toString());
    public static final Option<String> DATABASE_URL = Option.of(
            "database-url",
            "URL",
            "PostgreSQL 15 or newer, as jdbc:postgresql://HOST/NAME?user=…&password=…, instead of the built-in database",
            DataOptions::databaseUrl);
    public static final Option<Path> KEY_FILE = Option.of(
            "key-file",
            "FILE",
            "The key that secrets in the database are encrypted with (default DIR/key)",
            DataOptions::path);
    public static final Option<Boolean> JSON = Option.flag("json", "Answer in JSON on one line");

    public static final Option<Boolean> DEV =
            Option.flag("dev", "Allow what is only safe on your own machine, such as http://localhost redirects");

    private DataOptions() {}

    public static List<Option<?>> all() {
        return List.of(DATA, DATABASE_URL, KEY_FILE);
    }

    public static DataPlace read(OptionValues values) {
        Path folder = values.get(DATA).orElse(Path.of("data")).toAbsolutePath().normalize();
        Optional<String> url = values.get(DATABASE_URL);
        Path keyFile = values.get(KEY_FILE)
                .orElse(folder.resolve("key"))
                .toAbsolutePath()
                .normalize();
        DatabaseAddress database = url.<DatabaseAddress>map(DatabaseAddress.Postgresql::new)
                .orElseGet(() -> new DatabaseAddress.Sqlite(folder.resolve("taskwright.db")));
        return new DataPlace(folder, database, keyFile);
    }

    /** What the data folder's own file of options says; {@code known} may stand in it. */
    public static Map<String, String> propertiesFile(
            CommandLine line, Map<String, String> environment, Command command, List<Option<?>> known) {
        if (command.options().stream().noneMatch(option -> option.name().equals(DATA.name()))) {
            return Map.of();
        }
        OptionValues withoutFile = new OptionValues(line, environment, Map.of());
        Path folder = withoutFile.get(DATA).orElse(Path.of("data"));
        Set<String> names = known.stream().map(Option::name).collect(Collectors.toSet());
        return PropertiesFile.read(folder.resolve("taskwright.properties"), names);
    }

    public static Path path(String text) {
        try {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must name a file or folder");
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
        }
    }

    private static String databaseUrl(String text) {
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("must start with jdbc:postgresql:");
        }
        return text;
    }
}
