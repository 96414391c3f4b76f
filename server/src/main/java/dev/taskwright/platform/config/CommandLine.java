package dev.taskwright.platform.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of one command, taken apart: what stands alone, and the values of each {@code --option} in their order.
 * {@code --name=value} and {@code --name value} mean the same; after {@code --} nothing is an option.
 */
public record CommandLine(List<String> operands, Map<String, List<String>> options) {

    /** @throws Mistakes naming each unknown option and each option without its value */
    public static CommandLine parse(List<String> words, Collection<Option<?>> known) {
        Mistakes.Collector mistakes = new Mistakes.Collector();
        List<String> operands = new ArrayList<>();
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                operands.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("--")) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            Option<?> option = find(name, known);
            if (option == null) {
                mistakes.add("--" + name, "is not an option of this command; --help lists them");
            } else if (equals >= 0) {
                add(options, name, word.substring(equals + 1));
            } else if (option.isFlag()) {
                add(options, name, "true");
            } else if (i + 1 < words.size()) {
                add(options, name, words.get(++i));
            } else {
                mistakes.add("--" + name, "needs a value: --" + name + " " + option.placeholder());
            }
        }
        mistakes.throwIfAny();
        return new CommandLine(operands, options);
    }

    private static @org.jspecify.annotations.Nullable Option<?> find(String name, Collection<Option<?>> known) {
        return known.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static void add(Map<String, List<String>> options, String name, String value) {
        options.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
}
