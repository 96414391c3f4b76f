package dev.taskwright.work.fields;

import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import java.util.Map;
import java.util.Objects;

/** Fields on the wire and in bundles. */
public final class FieldJson {
    static final Scalar<ProjectId> PROJECT_ID = line(1, 128).as(ProjectId::new, ProjectId::value);
    static final Scalar<FieldId> ID = line(1, 128).as(FieldId::new, FieldId::value);

    public static final Out<FieldDefinition> FIELD = out("Field", FieldDefinition.class)
            .field("id", ID, FieldDefinition::id)
            .field("data", FieldDataJson.DATA.out(), FieldDefinition::data);

    private static final Field<FieldData> DATA = required("data", FieldDataJson.DATA.in());

    /** A field that is asked for, or what one is to become. */
    static final In<FieldData> GIVEN = object("FieldGiven", DATA).as(o -> o.get(DATA));

    private static final Field<FieldId> KEPT_ID = required("id", ID);

    /** A field that came from elsewhere, with the id that it keeps. */
    public static final In<FieldDefinition> KEPT =
            object("FieldKept", KEPT_ID, DATA).as(o -> new FieldDefinition(o.get(KEPT_ID), o.get(DATA)));

    private FieldJson() {}

    /** What a field is, as plain maps, lists, texts, numbers and truths: what the API shows as {@code data}. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> plain(FieldData data) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(FieldDataJson.stored(data)));
    }

    /**
     * The other way round, under the API's own rules.
     *
     * @throws dev.taskwright.base.ProblemException {@code Invalid} at the property that is wrong
     */
    public static FieldData data(Map<String, ?> plain) {
        return FieldDataJson.read(Json.text(plain));
    }
}
