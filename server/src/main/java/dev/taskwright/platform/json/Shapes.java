package dev.taskwright.platform.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The words that shapes are written with.
 *
 * <pre>{@code
 * Field<String> FOLDER_ID = required("folderId", line(1, 128));
 * In<NewProject> NEW_PROJECT = object("ProjectCreate", FOLDER_ID).as(o -> new NewProject(o.get(FOLDER_ID)));
 * Out<Project> PROJECT = out("Project", Project.class).field("id", TEXT, Project::id);
 * }</pre>
 */
public final class Shapes {
    /** Any text, of one line or many. */
    public static final Scalar<String> TEXT = text(0, Integer.MAX_VALUE);

    public static final Scalar<Boolean> BOOLEAN = new Truth();

    /** Anything that is JSON, as {@link Json#parse} answers it. */
    public static final In<@Nullable Object> ANY = new In<>() {
        @Override
        public @Nullable Object read(JsonInput in) {
            return in.plain();
        }

        @Override
        public Schema schema() {
            return new Schema(null, Map.of());
        }
    };

    private Shapes() {}

    /** Text of {@code min} to {@code max} characters; tabs and line ends are allowed, other control characters not. */
    public static Scalar<String> text(int min, int max) {
        return new Text(min, max, false);
    }

    /** Text of one line. */
    public static Scalar<String> line(int min, int max) {
        return new Text(min, max, true);
    }

    public static Scalar<Integer> integer(int min, int max) {
        return new Whole(min, max).as(Long::intValue, Integer::longValue);
    }

    /** A property that never says anything else. */
    public static Out<Boolean> always(boolean value) {
        return new Truth(value);
    }

    /** One of these words, each the name of itself. */
    public static Scalar<String> words(String... words) {
        return Choice.of(Function.identity(), List.of(words));
    }

    /** One of these values, each under its word. */
    public static <T> Scalar<T> choice(Function<T, String> word, List<T> values) {
        return Choice.of(word, values);
    }

    public static <T> In<List<T>> array(In<T> element, int min, int max) {
        return new ListIn<>(element, min, max);
    }

    public static <T> Out<List<T>> list(Out<T> element) {
        return new ListOut<>(element);
    }

    /** Null when there is none. */
    public static <T> Out<Optional<T>> orNull(Out<T> shape) {
        return new OrNull<>(shape);
    }

    /** {@code true}, {@code false} or a line: a Boolean or a String. */
    public static Scalar<Object> truthOrLine(int max) {
        return new TruthOrLine(max);
    }

    /** An object whose property names are data; in their order. */
    public static <T> In<Map<String, T>> byName(In<T> value, int max) {
        return ByName.in(value, max);
    }

    public static <T> Out<Map<String, T>> byName(Out<T> value) {
        return ByName.out(value);
    }

    /**
     * Several kinds of object, told apart by their property {@code type}.
     *
     * @param name what a document calls them; followed by "Given" where they are read
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public static <T> TwoWay<T> oneOf(String name, Variant<? extends T>... variants) {
        List<Variant<? extends T>> all = List.of(variants);
        return new TwoWay<>(OneOf.in(name + "Given", all), OneOf.out(name, all));
    }

    /**
     * One kind of object.
     *
     * @param word what its property {@code type} holds, in both shapes
     * @param in reads the whole object, {@code type} too
     */
    public record Variant<T>(String word, Class<T> type, In<T> in, Out<T> out) {
        boolean writes(JsonOutput json, Object value) {
            if (type.isInstance(value)) {
                out.write(json, type.cast(value));
                return true;
            }
            return false;
        }
    }

    /** What is read and written alike. */
    public record TwoWay<T>(In<T> in, Out<T> out) {}

    /** An object of whatever properties: some of a known shape, the others as {@link #ANY} reads them. */
    public static In<Map<String, @Nullable Object>> open(Map<String, In<?>> known) {
        return new OpenObject(known);
    }

    /** An object whose property names are data, each handed over as soon as it is read; answers how many there were. */
    public static <T> In<Integer> eachByName(In<T> value, BiConsumer<String, T> taker) {
        return new EachByName<>(value, taker);
    }

    public static <T> Field<T> required(String name, In<T> shape) {
        return new Field<>(name, shape, true, false);
    }

    /** Must be there, and may be null. */
    public static <T> Field<@Nullable T> requiredOrNull(String name, In<T> shape) {
        return new Field<>(name, shape, true, true);
    }

    /** May be left out: then null. */
    public static <T> Field<@Nullable T> optional(String name, In<T> shape) {
        return new Field<>(name, shape, false, false);
    }

    /** May be left out: then {@code otherwise}. */
    public static <T> Field<T> optional(String name, Scalar<T> shape, T otherwise) {
        return Field.withDefault(name, shape, otherwise);
    }

    /** May be left out or null; {@link Fields#has} tells which. */
    public static <T> Field<@Nullable T> optionalOrNull(String name, In<T> shape) {
        return new Field<>(name, shape, false, true);
    }

    /** An object that a document names. */
    public static Properties object(String name, Field<?>... fields) {
        return new Properties(name, List.of(fields));
    }

    /** An object described where it stands. */
    public static Properties object(List<Field<?>> fields) {
        return new Properties(null, List.copyOf(fields));
    }

    /** {@code type} only tells the compiler what is written. */
    public static <T> ObjectOut<T> out(String name, Class<T> type) {
        return new ObjectOut<>(name);
    }

    /** The properties of an object, before it is said what they make. */
    public record Properties(@Nullable String name, List<Field<?>> fields) {
        /** {@code make} may refuse combinations through {@link Fields#invalid}. */
        public <T> In<T> as(Function<Fields, T> make) {
            return new ObjectIn<>(name, fields, make);
        }
    }
}
