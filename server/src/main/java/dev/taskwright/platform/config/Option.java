package dev.taskwright.platform.config;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command: {@code --name VALUE} on the command line, {@code TASKWRIGHT_NAME} in the environment,
 * {@code name=VALUE} in the properties file.
 *
 * @param placeholder what stands for the value in the help text; empty for a switch, which takes no value
 * @param meaning one line for the help text
 * @param parser the value of a text; IllegalArgumentException with "must be …" when it is none
 * @param usual the text that holds when nothing is given; null when the option is simply absent then
 */
public record Option<T>(
        String name,
        String placeholder,
        String meaning,
        Function<String, T> parser,
        @Nullable String usual,
        boolean required) {

    public static Option<String> text(String name, String placeholder, String meaning) {
        return new Option<>(name, placeholder, meaning, text -> text, null, false);
    }

    public static <T> Option<T> of(String name, String placeholder, String meaning, Function<String, T> parser) {
        return new Option<>(name, placeholder, meaning, parser, null, false);
    }

    /** Present or not; in the environment and the file {@code true} or {@code false}. */
    public static Option<Boolean> flag(String name, String meaning) {
        return new Option<>(name, "", meaning, Option::parseFlag, "false", false);
    }

    public Option<T> orElse(String text) {
        return new Option<>(name, placeholder, meaning, parser, text, required);
    }

    /** The command cannot run without it. */
    public Option<T> asRequired() {
        return new Option<>(name, placeholder, meaning, parser, usual, true);
    }

    public boolean isFlag() {
        return placeholder.isEmpty();
    }

    /** The name of its environment variable. */
    public String environmentName() {
        return "TASKWRIGHT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
