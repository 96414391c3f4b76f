package dev.taskwright.platform.json;

import dev.taskwright.base.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of several objects, told apart by the word that their property {@code type} holds, wherever in them it stands. */
final class OneOf {
    private static final String TELLING = "type";

    private OneOf() {}

    static <T> In<T> in(String name, List<Shapes.Variant<? extends T>> variants) {
        Map<String, In<? extends T>> byWord = new LinkedHashMap<>();
        variants.forEach(variant -> byWord.put(variant.word(), variant.in()));
        Schema schema = schema(name, byWord.values().stream().map(In::schema).toList());
        return new In<>() {
            @Override
            public T read(JsonInput in) {
                return OneOf.read(byWord, in);
            }

            @Override
            public Schema schema() {
                return schema;
            }
        };
    }

    static <T> Out<T> out(String name, List<Shapes.Variant<? extends T>> variants) {
        Schema schema =
                schema(name, variants.stream().map(v -> v.out().schema()).toList());
        return new Out<>() {
            @Override
            public void write(JsonOutput out, T value) {
                if (variants.stream().noneMatch(variant -> variant.writes(out, value))) {
                    throw new IllegalArgumentException("no variant is a " + value.getClass());
                }
            }

            @Override
            public Schema schema() {
                return schema;
            }
        };
    }

    /** The object is read twice: the word may come last. */
    private static <T> T read(Map<String, In<? extends T>> byWord, JsonInput in) {
        if (!in.isObject()) {
            throw in.invalid("must be an object");
        }
        Map<String, @Nullable Object> plain = in.plainObject();
        String pointer = in.pointer() + "/" + TELLING;
        @Nullable Object word = plain.get(TELLING);
        if (word == null) {
            throw ProblemException.invalid(pointer, "is required");
        }
        @Nullable In<? extends T> variant = byWord.get(word.toString());
        if (variant == null) {
            throw ProblemException.invalid(pointer, "must be one of " + String.join(", ", byWord.keySet()));
        }
        return Json.readAgain(variant, plain, in);
    }

    private static Schema schema(String name, List<Schema> variants) {
        return new Schema(name, Map.of("anyOf", variants));
    }
}
