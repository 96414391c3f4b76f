package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of a few words. */
final class Choice<T> extends Scalar<T> {
    private final Map<String, T> byWord;
    private final Function<T, String> word;

    Choice(Map<String, T> byWord, Function<T, String> word) {
        super(Schema.of("string").with(Map.of("enum", List.copyOf(byWord.keySet()))));
        this.byWord = byWord;
        this.word = word;
    }

    static <T> Choice<T> of(Function<T, String> word, List<T> values) {
        Map<String, T> byWord = new LinkedHashMap<>();
        values.forEach(value -> byWord.put(word.apply(value), value));
        return new Choice<>(byWord, word);
    }

    @Override
    public T read(JsonInput in) {
        return chosen(in.string(), in::pointer);
    }

    @Override
    public T parse(String text, String where) {
        return chosen(text, () -> where);
    }

    @Override
    public void write(JsonOutput out, T value) {
        out.string(word.apply(value));
    }

    private T chosen(String text, Supplier<String> where) {
        @Nullable T value = byWord.get(text);
        if (value == null) {
            throw ProblemException.invalid(where.get(), "must be one of " + String.join(", ", byWord.keySet()));
        }
        return value;
    }
}
