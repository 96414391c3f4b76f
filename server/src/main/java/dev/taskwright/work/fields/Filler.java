package dev.taskwright.work.fields;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a machine would fill a field from another one. Kept and handed on as it came; nothing here acts on it.
 *
 * <p>{@code source} is the path of the other field; instructions are for whoever fills.
 */
public sealed interface Filler {
    record Translate(String source, String targetLang) implements Filler {}

    record Summarize(String source, @Nullable String instructions) implements Filler {}

    /** @param entity what to look for: {@code email_address}; {@code custom} goes with instructions */
    record Extract(String source, String entity, @Nullable String instructions) implements Filler {}

    record Custom(String instructions) implements Filler {}

    record Pick(
            String source,
            List<String> permittedOptionIds,
            @Nullable String instructions) implements Filler {}
}
