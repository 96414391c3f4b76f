package dev.taskwright.platform.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks options up where they may be given: the command line, then the environment, then the properties file, then the
 * usual value. Mistakes are gathered; ask {@link #requireNoMistakes} before using what was read.
 */
public final class OptionValues {
    private final CommandLine line;
    private final Map<String, String> environment;
    private final Map<String, String> file;
    private final Mistakes.Collector mistakes = new Mistakes.Collector();

    public OptionValues(CommandLine line, Map<String, String> environment, Map<String, String> file) {
        this.line = line;
        this.environment = environment;
        this.file = file;
    }

    /** The value; empty when it is absent, and also when it is wrong, which is then among the mistakes. */
    public <T> Optional<T> get(Option<T> option) {
        Given given = find(option);
        if (given == null) {
            if (option.required()) {
                mistakes.add("--" + option.name(), "is missing: --" + option.name() + " " + option.placeholder());
            }
            return Optional.empty();
        }
        try {
            return Optional.of(option.parser().apply(given.text()));
        } catch (IllegalArgumentException e) {
            mistakes.add(given.where(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Every value given on the command line, for an option that may be repeated. */
    public <T> List<T> all(Option<T> option) {
        return line.options().getOrDefault(option.name(), List.of()).stream()
                .map(option.parser())
                .toList();
    }

    public boolean isOn(Option<Boolean> flag) {
        return get(flag).orElse(false);
    }

    /** Names the place where the value was given, which is what has to be put right. */
    public void mistake(Option<?> option, String rule) {
        Given given = find(option);
        mistakes.add(given == null ? "--" + option.name() : given.where(), rule);
    }

    public void requireNoMistakes() {
        mistakes.throwIfAny();
    }

    private record Given(String text, String where) {}

    private @Nullable Given find(Option<?> option) {
        List<String> flags = line.options().get(option.name());
        if (flags != null) {
            return new Given(flags.getLast(), "--" + option.name());
        }
        String variable = environment.get(option.environmentName());
        if (variable != null && !variable.isEmpty()) {
            return new Given(variable, option.environmentName() + " (--" + option.name() + ")");
        }
        String property = file.get(option.name());
        if (property != null) {
            return new Given(property, option.name() + " in the properties file (--" + option.name() + ")");
        }
        return option.usual() == null ? null : new Given(option.usual(), "--" + option.name());
    }
}
