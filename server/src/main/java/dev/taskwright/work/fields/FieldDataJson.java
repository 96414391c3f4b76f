package dev.taskwright.work.fields;

import static dev.taskwright.platform.json.Shapes.TEXT;
import static dev.taskwright.platform.json.Shapes.byName;
import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.oneOf;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;
import static dev.taskwright.platform.json.Shapes.words;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.ObjectOut;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes.TwoWay;
import dev.taskwright.platform.json.Shapes.Variant;
import dev.taskwright.platform.json.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code data} of a field on the wire and in its table: eighteen objects, told apart by {@code type}. */
final class FieldDataJson {
    static final int MOST_OPTIONS = 500;

    private static final int LONGEST_HASHED = 1_000;

    private static final Field<String> NAME = required("displayName", line(1, 200));
    private static final Field<@Nullable String> MAYBE_NAME = optional("displayName", line(0, 200));
    private static final Field<@Nullable String> TITLE = optional("title", line(0, 200));
    private static final Field<@Nullable String> DESCRIPTION = optional("description", text(0, 2_000));
    private static final Field<@Nullable Filler> FILLER = optional("fillerConfig", FillerJson.FILLER.in());

    private static final Field<String> OPTION_ID = required("id", line(1, 128));
    private static final Field<String> OPTION_NAME = required("name", line(0, 200));
    private static final Field<String> RANK = required("rank", line(0, 128));
    private static final Field<@Nullable String> COLOR = optional("color", line(0, 64));
    private static final Field<Map<String, FieldData.Option>> OPTIONS = required(
            "options",
            byName(
                    object("FieldOptionGiven", OPTION_ID, OPTION_NAME, RANK, DESCRIPTION, COLOR)
                            .as(o -> new FieldData.Option(
                                    o.get(OPTION_ID),
                                    o.get(OPTION_NAME),
                                    o.get(RANK),
                                    o.get(DESCRIPTION),
                                    o.get(COLOR))),
                    MOST_OPTIONS));
    private static final Out<FieldData.Option> OPTION = out("FieldOption", FieldData.Option.class)
            .field("id", TEXT, FieldData.Option::id)
            .field("name", TEXT, FieldData.Option::name)
            .field("rank", TEXT, FieldData.Option::rank)
            .optional("description", TEXT, FieldData.Option::description)
            .optional("color", TEXT, FieldData.Option::color);
    private static final Field<@Nullable String> DEFAULT_OPTION = optional("defaultOption", line(1, 128));

    private static final Field<FieldData.NumberFormat> FORMAT = required("format", FieldFormatJson.NUMBER.in());
    private static final Field<String> RENDER_TYPE = required("type", words("text"));
    private static final Field<String> RENDER =
            required("render", object(List.of(RENDER_TYPE)).as(o -> o.get(RENDER_TYPE)));
    private static final Out<String> RENDER_OUT =
            out("NumberRender", String.class).field("type", words("text"), word -> word);

    private static final Field<String> UNIQUE_TYPE = required("type", words("unique"));
    private static final Field<@Nullable String> UNIQUE =
            optional("unique", object(List.of(UNIQUE_TYPE)).as(o -> o.get(UNIQUE_TYPE)));
    private static final Field<@Nullable Boolean> CONSTRAINTS =
            optional("constraints", object(List.of(UNIQUE)).as(o -> o.get(UNIQUE) != null));
    private static final Out<String> UNIQUE_OUT =
            out("UniqueConstraint", String.class).field("type", words("unique"), word -> word);
    private static final Out<Boolean> CONSTRAINTS_OUT = out("TextConstraints", Boolean.class)
            .optional("unique", UNIQUE_OUT, isUnique -> isUnique ? "unique" : null);

    private static final Scalar<String> HASHES = words("bcrypt", "argon2", "scrypt", "pbkdf2");
    private static final Field<String> HASH = optional("hashAlgorithm", HASHES, "bcrypt");
    private static final Field<Integer> MIN_LENGTH = optional("minLength", integer(1, LONGEST_HASHED), 8);
    private static final Field<@Nullable Integer> MAX_LENGTH = optional("maxLength", integer(1, LONGEST_HASHED));
    private static final Field<Integer> MAX = optional("max", integer(1, 10), 5);
    private static final Field<String> ICON = optional("icon", words("star", "heart"), "star");

    private static final Field<FieldData.@Nullable DateFormat> DATE_FORMAT =
            optional("format", FieldFormatJson.DATE_IN);

    static final TwoWay<FieldData> DATA = oneOf(
            "FieldData",
            plain("boolean", FieldData.Truth.class, FieldData.Truth::new),
            variant(
                    "Note",
                    FieldData.Note.class,
                    List.of(FILLER),
                    o -> new FieldData.Note(o.get(FILLER)),
                    out -> out.optional("fillerConfig", FillerJson.FILLER.out(), FieldData.Note::filler)),
            plain("Timestamp", FieldData.Timestamp.class, FieldData.Timestamp::new),
            variant(
                    "TimestampAt",
                    FieldData.TimestampAt.class,
                    List.of(MAYBE_NAME),
                    o -> new FieldData.TimestampAt(o.get(MAYBE_NAME)),
                    out -> out.optional("displayName", TEXT, FieldData.TimestampAt::displayName)),
            variant(
                    "TimestampAuthor",
                    FieldData.TimestampAuthor.class,
                    List.of(MAYBE_NAME),
                    o -> new FieldData.TimestampAuthor(o.get(MAYBE_NAME)),
                    out -> out.optional("displayName", TEXT, FieldData.TimestampAuthor::displayName)),
            select(),
            variant(
                    "number",
                    FieldData.Numeric.class,
                    List.of(NAME, RENDER, FORMAT),
                    o -> new FieldData.Numeric(o.get(NAME), o.get(FORMAT)),
                    out -> out.field("displayName", TEXT, FieldData.Numeric::displayName)
                            .field("render", RENDER_OUT, number -> "text")
                            .field("format", FieldFormatJson.NUMBER.out(), FieldData.Numeric::format)),
            variant(
                    "string",
                    FieldData.Text.class,
                    List.of(NAME, DESCRIPTION, FILLER, CONSTRAINTS),
                    o -> new FieldData.Text(
                            o.get(NAME), o.get(DESCRIPTION), o.get(FILLER), Boolean.TRUE.equals(o.get(CONSTRAINTS))),
                    out -> out.field("displayName", TEXT, FieldData.Text::displayName)
                            .optional("description", TEXT, FieldData.Text::description)
                            .optional("fillerConfig", FillerJson.FILLER.out(), FieldData.Text::filler)
                            .optional("constraints", CONSTRAINTS_OUT, field -> field.isUnique() ? true : null)),
            variant(
                    "Password",
                    FieldData.Password.class,
                    List.of(TITLE, DESCRIPTION, HASH, MIN_LENGTH, MAX_LENGTH),
                    FieldDataJson::password,
                    out -> out.optional("title", TEXT, FieldData.Password::title)
                            .optional("description", TEXT, FieldData.Password::description)
                            .field("hashAlgorithm", HASHES, FieldData.Password::hashAlgorithm)
                            .field("minLength", integer(1, LONGEST_HASHED), FieldData.Password::minLength)
                            .optional("maxLength", integer(1, LONGEST_HASHED), FieldData.Password::maxLength)),
            variant(
                    "Rating",
                    FieldData.Rating.class,
                    List.of(NAME, MAX, ICON),
                    o -> new FieldData.Rating(o.get(NAME), o.get(MAX), o.get(ICON)),
                    out -> out.field("displayName", TEXT, FieldData.Rating::displayName)
                            .field("max", integer(1, 10), FieldData.Rating::max)
                            .field("icon", words("star", "heart"), FieldData.Rating::icon)),
            variant(
                    "Relationship",
                    FieldData.Relationship.class,
                    List.of(NAME),
                    o -> new FieldData.Relationship(o.get(NAME)),
                    out -> out.field("displayName", TEXT, FieldData.Relationship::displayName)),
            variant(
                    "Assign",
                    FieldData.Assign.class,
                    List.of(TITLE, DESCRIPTION),
                    o -> new FieldData.Assign(o.get(TITLE), o.get(DESCRIPTION)),
                    out -> out.optional("title", TEXT, FieldData.Assign::title)
                            .optional("description", TEXT, FieldData.Assign::description)),
            variant(
                    "DateTime",
                    FieldData.DateTime.class,
                    List.of(TITLE, DESCRIPTION, DATE_FORMAT),
                    o -> new FieldData.DateTime(o.get(TITLE), o.get(DESCRIPTION), o.get(DATE_FORMAT)),
                    out -> out.optional("title", TEXT, FieldData.DateTime::title)
                            .optional("description", TEXT, FieldData.DateTime::description)
                            .optional("format", FieldFormatJson.DATE_OUT, FieldData.DateTime::format)),
            variant(
                    "DateRange",
                    FieldData.DateRange.class,
                    List.of(TITLE, DESCRIPTION, DATE_FORMAT),
                    o -> new FieldData.DateRange(o.get(TITLE), o.get(DESCRIPTION), o.get(DATE_FORMAT)),
                    out -> out.optional("title", TEXT, FieldData.DateRange::title)
                            .optional("description", TEXT, FieldData.DateRange::description)
                            .optional("format", FieldFormatJson.DATE_OUT, FieldData.DateRange::format)),
            plain("NodeText", FieldData.NodeText.class, FieldData.NodeText::new),
            plain("NodeCompleted", FieldData.NodeCompleted.class, FieldData.NodeCompleted::new),
            variant(
                    "Media",
                    FieldData.Media.class,
                    List.of(TITLE, DESCRIPTION),
                    o -> new FieldData.Media(o.get(TITLE), o.get(DESCRIPTION)),
                    out -> out.optional("title", TEXT, FieldData.Media::title)
                            .optional("description", TEXT, FieldData.Media::description)),
            plain("Unimplemented", FieldData.Unimplemented.class, FieldData.Unimplemented::new));

    private FieldDataJson() {}

    /** As its table keeps it. */
    static String stored(FieldData data) {
        return Json.text(DATA.out(), data);
    }

    static FieldData read(String text) {
        return Json.read(DATA.in(), text, Unknown.SKIPPED);
    }

    /** {@code type} comes first, then what this one takes and says besides. */
    static <T> Variant<T> variant(
            String word,
            Class<T> type,
            List<Field<?>> fields,
            Function<Fields, T> make,
            Function<ObjectOut<T>, ObjectOut<T>> rest) {
        List<Field<?>> all = new ArrayList<>(List.of(required("type", words(word))));
        all.addAll(fields);
        In<T> in = object(all).as(make);
        return new Variant<>(
                word,
                type,
                in,
                rest.apply(out(type.getSimpleName() + "Field", type).field("type", words(word), value -> word)));
    }

    static <T> Variant<T> plain(String word, Class<T> type, Supplier<T> make) {
        return variant(word, type, List.of(), o -> make.get(), out -> out);
    }

    private static Variant<FieldData.Select> select() {
        return variant(
                "Select",
                FieldData.Select.class,
                List.of(NAME, DESCRIPTION, OPTIONS, DEFAULT_OPTION, FILLER),
                FieldDataJson::select,
                out -> out.field("displayName", TEXT, FieldData.Select::displayName)
                        .optional("description", TEXT, FieldData.Select::description)
                        .field("options", byName(OPTION), FieldData.Select::options)
                        .optional("defaultOption", TEXT, FieldData.Select::defaultOption)
                        .optional("fillerConfig", FillerJson.FILLER.out(), FieldData.Select::filler));
    }

    private static FieldData.Select select(Fields o) {
        Map<String, FieldData.Option> options = o.get(OPTIONS);
        options.forEach((id, option) -> {
            if (!id.equals(option.id())) {
                throw o.invalid(
                        OPTIONS,
                        "must name each option by its id; one with the id " + option.id() + " has another name");
            }
        });
        String chosen = o.get(DEFAULT_OPTION);
        if (chosen != null && !options.containsKey(chosen)) {
            throw o.invalid(DEFAULT_OPTION, "must be the id of an option");
        }
        return new FieldData.Select(o.get(NAME), o.get(DESCRIPTION), options, chosen, o.get(FILLER));
    }

    private static FieldData.Password password(Fields o) {
        Integer most = o.get(MAX_LENGTH);
        if (most != null && most < o.get(MIN_LENGTH)) {
            throw o.invalid(MAX_LENGTH, "must be at least minLength");
        }
        return new FieldData.Password(o.get(TITLE), o.get(DESCRIPTION), o.get(HASH), o.get(MIN_LENGTH), most);
    }
}
