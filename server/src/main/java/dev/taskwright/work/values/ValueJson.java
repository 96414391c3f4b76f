package dev.taskwright.work.values;

import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.JsonInput;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Schema;
import dev.taskwright.platform.json.Shapes;
import java.util.List;
import java.util.Map;

/** What tasks have in fields, on the wire. */
final class ValueJson {
    static final Scalar<ProjectId> PROJECT_ID = line(1, 128).as(ProjectId::new, ProjectId::value);
    static final Scalar<TaskId> TASK_ID = line(1, 128).as(TaskId::new, TaskId::value);
    static final Scalar<FieldId> FIELD_ID = line(1, 128).as(FieldId::new, FieldId::value);

    /** A text that is not empty, a number, or a truth, which the contract lacks. */
    private static final In<Object> GIVEN = new In<>() {
        @Override
        public Object read(JsonInput in) {
            return switch (Shapes.ANY.read(in)) {
                case Boolean truth -> truth;
                case Number number -> number;
                case String text when !text.isEmpty() -> text;
                case String _ -> throw in.invalid("must not be empty; delete the value instead");
                case null, default -> throw in.invalid("must be a number or a text");
            };
        }

        @Override
        public Schema schema() {
            return new Schema(
                    null,
                    Map.of(
                            "anyOf",
                            List.of(
                                    new Schema(null, Map.of("type", "boolean")),
                                    new Schema(null, Map.of("type", "number")),
                                    Shapes.text(1, Integer.MAX_VALUE).schema())));
        }
    };

    private static final Field<Object> VALUE = required("value", GIVEN);
    static final In<Object> NEW_VALUE = object("FieldValuePut", VALUE).as(o -> o.get(VALUE));

    private static final Out<FieldValue> PLAIN = new Out<>() {
        @Override
        public void write(JsonOutput out, FieldValue value) {
            out.plain(value.value());
        }

        @Override
        public Schema schema() {
            return new Schema(null, Map.of());
        }
    };

    static final Out<FieldValue> FIELD_VALUE = out("FieldValue", FieldValue.class)
            .field("fieldId", FIELD_ID, FieldValue::field)
            .field("value", PLAIN, value -> value);

    private ValueJson() {}
}
