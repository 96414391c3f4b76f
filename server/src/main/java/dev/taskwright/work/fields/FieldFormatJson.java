package dev.taskwright.work.fields;

import static dev.taskwright.platform.json.Shapes.BOOLEAN;
import static dev.taskwright.platform.json.Shapes.TEXT;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.oneOf;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.truthOrLine;
import static dev.taskwright.platform.json.Shapes.words;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Shapes.TwoWay;
import dev.taskwright.platform.json.Shapes.Variant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How numbers and dates are shown, on the wire. */
final class FieldFormatJson {
    private static final String STANDARD = "standard";

    static final TwoWay<FieldData.NumberFormat> NUMBER = oneOf(
            "NumberFormat",
            FieldDataJson.plain("decimal", FieldData.NumberFormat.Decimal.class, FieldData.NumberFormat.Decimal::new),
            measured(
                    "currency",
                    FieldData.NumberFormat.Currency.class,
                    "code",
                    FieldData.NumberFormat.Currency::new,
                    FieldData.NumberFormat.Currency::code),
            measured(
                    "unit",
                    FieldData.NumberFormat.Unit.class,
                    "unit",
                    FieldData.NumberFormat.Unit::new,
                    FieldData.NumberFormat.Unit::unit));

    private static final Field<@Nullable Boolean> TIME = optional("time", BOOLEAN);
    private static final Field<@Nullable Object> ZONE = optional("zone", truthOrLine(100));

    static final In<FieldData.DateFormat> DATE_IN = object(List.of(TIME, ZONE)).as(FieldFormatJson::date);
    static final Out<FieldData.DateFormat> DATE_OUT = out("DateFormat", FieldData.DateFormat.class)
            .optional("time", BOOLEAN, FieldData.DateFormat::time)
            .optional("zone", truthOrLine(100), format -> zone(format.zone()));

    private FieldFormatJson() {}

    private static <T> Variant<T> measured(
            String word, Class<T> type, String property, Function<String, T> make, Function<T, String> value) {
        Field<String> standard = required("type", words(STANDARD));
        Field<String> inner = required(property, line(1, 50));
        Field<String> config =
                required("config", object(List.of(standard, inner)).as(o -> o.get(inner)));
        Out<String> out = out(type.getSimpleName() + "Config", String.class)
                .field("type", words(STANDARD), text -> STANDARD)
                .field(property, TEXT, text -> text);
        return FieldDataJson.variant(
                word, type, List.of(config), o -> make.apply(o.get(config)), all -> all.field("config", out, value));
    }

    private static FieldData.DateFormat date(Fields o) {
        FieldData.Zone zone = switch (o.get(ZONE)) {
            case null -> null;
            case Boolean isShown -> new FieldData.Zone.Shown(isShown);
            case Object id when ZoneId.getAvailableZoneIds().contains(id) -> new FieldData.Zone.Fixed(id.toString());
            default -> throw o.invalid(ZONE, "must be a zone such as Europe/Vienna, true or false");
        };
        return new FieldData.DateFormat(o.get(TIME), zone);
    }

    private static @Nullable Object zone(FieldData.@Nullable Zone zone) {
        return switch (zone) {
            case null -> null;
            case FieldData.Zone.Shown shown -> shown.isShown();
            case FieldData.Zone.Fixed fixed -> fixed.id();
        };
    }
}
