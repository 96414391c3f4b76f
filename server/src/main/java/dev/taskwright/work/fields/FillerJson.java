package dev.taskwright.work.fields;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.list;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.oneOf;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;
import static dev.taskwright.platform.json.Shapes.words;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.json.Shapes.TwoWay;
import dev.taskwright.platform.json.Shapes.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fillerConfig} on the wire. */
final class FillerJson {
    private static final String CUSTOM = "custom";
    private static final Scalar<String> ENTITY = words(
            "email_address",
            "first_name",
            "last_name",
            "phone_number",
            "domain_name",
            "link",
            "date",
            "time",
            "year",
            CUSTOM);
    private static final Scalar<String> INSTRUCTIONS_TEXT = text(0, 4_000);

    private static final Field<String> PATH = required("fieldPath", line(1, 500));
    private static final Field<String> SOURCE_TYPE = required("type", words("field"));
    private static final Field<String> SOURCE =
            required("sourceRef", object(List.of(SOURCE_TYPE, PATH)).as(o -> o.get(PATH)));
    private static final Out<String> SOURCE_OUT = out("FieldSource", String.class)
            .field("type", words("field"), path -> "field")
            .field("fieldPath", Shapes.TEXT, path -> path);
    private static final Field<String> INSTRUCTIONS = required("instructions", INSTRUCTIONS_TEXT);
    private static final Field<@Nullable String> MORE = optional("additionalInstructions", INSTRUCTIONS_TEXT);
    private static final Field<String> TARGET = required("targetLang", line(0, 100));
    private static final Field<List<String>> PERMITTED =
            required("permittedOptionIds", array(line(1, 128), 0, FieldDataJson.MOST_OPTIONS));

    private static final Field<String> ENTITY_TYPE = required("type", ENTITY);
    private static final Field<@Nullable String> ENTITY_INSTRUCTIONS = optional("instructions", INSTRUCTIONS_TEXT);
    private static final Field<Sought> SOUGHT =
            required("entity", object(List.of(ENTITY_TYPE, ENTITY_INSTRUCTIONS)).as(FillerJson::sought));
    private static final Out<Sought> SOUGHT_OUT = out("FillerEntity", Sought.class)
            .field("type", ENTITY, Sought::word)
            .optional("instructions", Shapes.TEXT, Sought::instructions);

    static final TwoWay<Filler> FILLER = oneOf("Filler", translate(), summarize(), extract(), custom(), pick());

    private record Sought(String word, @Nullable String instructions) {}

    private FillerJson() {}

    private static Sought sought(Fields o) {
        boolean isCustom = o.get(ENTITY_TYPE).equals(CUSTOM);
        if (isCustom && o.get(ENTITY_INSTRUCTIONS) == null) {
            throw o.invalid(ENTITY_INSTRUCTIONS, "is required with type custom");
        }
        return new Sought(o.get(ENTITY_TYPE), isCustom ? o.get(ENTITY_INSTRUCTIONS) : null);
    }

    private static Variant<Filler.Translate> translate() {
        Field<String> type = required("type", words("string.translate"));
        return new Variant<>(
                "string.translate",
                Filler.Translate.class,
                object(List.of(type, SOURCE, TARGET)).as(o -> new Filler.Translate(o.get(SOURCE), o.get(TARGET))),
                out("TranslateFiller", Filler.Translate.class)
                        .field("type", words("string.translate"), f -> "string.translate")
                        .field("sourceRef", SOURCE_OUT, Filler.Translate::source)
                        .field("targetLang", Shapes.TEXT, Filler.Translate::targetLang));
    }

    private static Variant<Filler.Summarize> summarize() {
        Field<String> type = required("type", words("string.summarize"));
        return new Variant<>(
                "string.summarize",
                Filler.Summarize.class,
                object(List.of(type, SOURCE, MORE)).as(o -> new Filler.Summarize(o.get(SOURCE), o.get(MORE))),
                out("SummarizeFiller", Filler.Summarize.class)
                        .field("type", words("string.summarize"), f -> "string.summarize")
                        .field("sourceRef", SOURCE_OUT, Filler.Summarize::source)
                        .optional("additionalInstructions", Shapes.TEXT, Filler.Summarize::instructions));
    }

    private static Variant<Filler.Extract> extract() {
        Field<String> type = required("type", words("string.extract"));
        return new Variant<>(
                "string.extract",
                Filler.Extract.class,
                object(List.of(type, SOURCE, SOUGHT))
                        .as(o -> new Filler.Extract(
                                o.get(SOURCE),
                                o.get(SOUGHT).word(),
                                o.get(SOUGHT).instructions())),
                out("ExtractFiller", Filler.Extract.class)
                        .field("type", words("string.extract"), f -> "string.extract")
                        .field("sourceRef", SOURCE_OUT, Filler.Extract::source)
                        .field("entity", SOUGHT_OUT, f -> new Sought(f.entity(), f.instructions())));
    }

    private static Variant<Filler.Custom> custom() {
        Field<String> type = required("type", words("string.custom"));
        return new Variant<>(
                "string.custom",
                Filler.Custom.class,
                object(List.of(type, INSTRUCTIONS)).as(o -> new Filler.Custom(o.get(INSTRUCTIONS))),
                out("CustomFiller", Filler.Custom.class)
                        .field("type", words("string.custom"), f -> "string.custom")
                        .field("instructions", Shapes.TEXT, Filler.Custom::instructions));
    }

    private static Variant<Filler.Pick> pick() {
        Field<String> type = required("type", words("Select.pick"));
        return new Variant<>(
                "Select.pick",
                Filler.Pick.class,
                object(List.of(type, SOURCE, PERMITTED, MORE))
                        .as(o -> new Filler.Pick(o.get(SOURCE), o.get(PERMITTED), o.get(MORE))),
                out("PickFiller", Filler.Pick.class)
                        .field("type", words("Select.pick"), f -> "Select.pick")
                        .field("sourceRef", SOURCE_OUT, Filler.Pick::source)
                        .field("permittedOptionIds", list(Shapes.TEXT), Filler.Pick::permittedOptionIds)
                        .optional("additionalInstructions", Shapes.TEXT, Filler.Pick::instructions));
    }
}
