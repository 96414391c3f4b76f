package dev.taskwright.oauth.protocol;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What the app asks to show or not to show: OpenID Connect Core, 3.1.2.1; Initiating User Registration, 4.1. */
public enum Prompt {
    NONE("none"),
    LOGIN("login"),
    CONSENT("consent"),
    SELECT_ACCOUNT("select_account"),
    /** The person has no account yet. */
    CREATE("create");

    private final String word;

    Prompt(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Reads a space-delimited list; empty when a word is unknown or {@code none} has company. */
    public static Optional<Set<Prompt>> list(String words) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        for (String word : words.split(" ", -1)) {
            Optional<Prompt> prompt =
                    Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
            if (prompt.isEmpty()) {
                return Optional.empty();
            }
            prompts.add(prompt.get());
        }
        return prompts.contains(NONE) && prompts.size() > 1 ? Optional.empty() : Optional.of(prompts);
    }
}
