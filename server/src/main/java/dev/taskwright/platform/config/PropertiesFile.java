package dev.taskwright.platform.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Options written down in a file, {@code name=value} a line, in UTF-8. */
public final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * What the file says; nothing when there is none.
     *
     * @throws Mistakes for a line whose name is not in {@code known}, or a file that cannot be read
     */
    public static Map<String, String> read(Path file, Set<String> known) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Mistakes(List.of(file + " cannot be read: " + e.getMessage()));
        }
        Mistakes.Collector mistakes = new Mistakes.Collector();
        Map<String, String> values = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (known.contains(name)) {
                values.put(name, properties.getProperty(name).trim());
            } else {
                mistakes.add(name + " in " + file, "is not an option; serve --help lists them");
            }
        }
        mistakes.throwIfAny();
        return values;
    }
}
