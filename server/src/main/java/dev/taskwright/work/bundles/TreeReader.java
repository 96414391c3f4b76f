package dev.taskwright.work.bundles;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.byName;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.open;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.optionalOrNull;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;

import dev.taskwright.base.TaskId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.JsonInput;
import dev.taskwright.platform.json.Schema;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.tasks.DetailJson;
import dev.taskwright.work.tree.Mark;
import dev.taskwright.work.tree.NodeDraft;
import dev.taskwright.work.tree.NodeFormat;
import dev.taskwright.work.tree.NodePath;
import dev.taskwright.work.tree.RichText;
import dev.taskwright.work.tree.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trees of one bundle: {@code {type: "text", id, text: {ops}, format, completed, children}}, and of ours also
 * {@code note}, {@code date}, {@code assignees} and {@code fields}. Counts as it reads: a bundle of little text can hold
 * more tasks than fit the memory.
 */
final class TreeReader implements In<BundleNode> {
    static final int MOST_TASKS = 200_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_NAMES = 200;

    private static final Field<String> INSERT = required("insert", insert());
    private static final Field<@Nullable Map<String, @Nullable Object>> ATTRIBUTES =
            optionalOrNull("attributes", open(Map.of()));
    private static final In<Span> RUN = object(List.of(INSERT, ATTRIBUTES)).as(TreeReader::run);
    private static final Field<List<Span>> OPS = required("ops", array(RUN, 0, MOST_RUNS));
    private static final Field<@Nullable RichText> TEXT =
            optional("text", object(List.of(OPS)).as(TreeReader::content));
    private static final Field<@Nullable String> WORD = optionalOrNull("node", text(0, 100));
    private static final Field<@Nullable NodeFormat> FORMAT =
            optionalOrNull("format", object(List.of(WORD)).as(o -> format(o.get(WORD))));
    private static final Field<@Nullable String> ID = optional("id", text(0, 1_000));
    private static final Field<@Nullable Boolean> COMPLETED = optionalOrNull("completed", Shapes.BOOLEAN);
    private static final Field<@Nullable Note> NOTE = optionalOrNull("note", DetailJson.KEPT_NOTE);
    private static final Field<@Nullable TaskDate> DATE = optionalOrNull("date", DetailJson.KEPT_DATE);
    private static final Field<@Nullable List<String>> ASSIGNEES =
            optionalOrNull("assignees", array(text(1, 100), 0, MOST_NAMES));
    private static final Field<@Nullable Map<String, Object>> VALUES = optionalOrNull("fields", byName(value(), 500));

    private final Field<@Nullable List<BundleNode>> children = optionalOrNull("children", array(this, 0, MOST_TASKS));
    private final In<BundleNode> node = object(
                    List.of(ID, TEXT, FORMAT, COMPLETED, NOTE, DATE, ASSIGNEES, VALUES, children))
            .as(this::node);
    private final In<BundleNode> root;
    private final Set<String> ids = new HashSet<>();
    private int count;
    private int depth;

    TreeReader() {
        Field<List<BundleNode>> title = required("children", array(this, 1, 1));
        root = object(List.of(title)).as(o -> o.get(title).getFirst());
    }

    /** A whole tree: {@code {type: "root", children: [title]}}. */
    In<BundleNode> root() {
        return new In<>() {
            @Override
            public BundleNode read(JsonInput in) {
                ids.clear();
                depth = 0;
                return root.read(in);
            }

            @Override
            public Schema schema() {
                return TreeReader.this.schema();
            }
        };
    }

    @Override
    public BundleNode read(JsonInput in) {
        if (++count > MOST_TASKS) {
            throw in.invalid("is one task too many: a bundle has at most " + MOST_TASKS);
        }
        if (depth > NodePath.DEEPEST) {
            throw in.invalid("is nested deeper than " + NodePath.DEEPEST + " levels");
        }
        depth++;
        BundleNode read = node.read(in);
        depth--;
        return read;
    }

    @Override
    public Schema schema() {
        return new Schema(null, Map.of("type", "object"));
    }

    private BundleNode node(Fields o) {
        RichText content = o.get(TEXT);
        NodeFormat format = o.get(FORMAT);
        NodeDraft draft = new NodeDraft(
                id(o),
                format == null ? NodeFormat.TEXT : format,
                content == null ? RichText.EMPTY : content,
                Boolean.TRUE.equals(o.get(COMPLETED)));
        List<String> assignees = o.get(ASSIGNEES);
        Map<String, Object> values = o.get(VALUES);
        List<BundleNode> below = o.get(children);
        return new BundleNode(
                draft,
                o.get(NOTE),
                o.get(DATE),
                assignees == null ? List.of() : assignees,
                values == null ? Map.of() : Map.copyOf(values),
                below == null ? List.of() : below);
    }

    /** A task that appears twice in one tree would be its own ancestor, or have two places. */
    private @Nullable TaskId id(Fields o) {
        String id = o.get(ID);
        if (id == null || id.isEmpty()) {
            return null;
        }
        if (!ids.add(id)) {
            throw o.invalid(ID, "is the id of another task of this project too");
        }
        try {
            return new TaskId(id);
        } catch (IllegalArgumentException e) {
            throw o.invalid(ID, "must be 1 to 128 visible characters");
        }
    }

    private static Span run(Fields o) {
        Map<String, @Nullable Object> attributes = o.get(ATTRIBUTES);
        String insert = o.get(INSERT);
        if (attributes == null) {
            return new Span(insert, Set.of(), null);
        }
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (Boolean.TRUE.equals(attributes.get(mark.attribute()))) {
                marks.add(mark);
            }
        }
        return new Span(insert, marks, attributes.get("link") instanceof String link ? link : null);
    }

    /** The last line end closes the text and is none of it. */
    private static RichText content(Fields o) {
        List<Span> kept = new ArrayList<>(o.get(OPS));
        if (!kept.isEmpty() && kept.getLast().text().endsWith("\n")) {
            Span last = kept.removeLast();
            kept.add(new Span(last.text().substring(0, last.text().length() - 1), last.marks(), last.link()));
        }
        RichText content = RichText.of(kept);
        if (content.text().length() > LONGEST_TEXT) {
            throw o.invalid("must have at most " + LONGEST_TEXT + " characters");
        }
        return content;
    }

    /** One that this server does not draw is drawn as text. */
    private static NodeFormat format(@Nullable String word) {
        try {
            return word == null ? NodeFormat.TEXT : NodeFormat.of(word);
        } catch (IllegalArgumentException unknown) {
            return NodeFormat.TEXT;
        }
    }

    /** Text; what stands for a picture or a mention is left out. */
    private static In<String> insert() {
        return new In<>() {
            @Override
            public String read(JsonInput in) {
                return Shapes.ANY.read(in) instanceof String text ? text : "";
            }

            @Override
            public Schema schema() {
                return new Schema(null, Map.of());
            }
        };
    }

    private static In<Object> value() {
        return new In<>() {
            @Override
            public Object read(JsonInput in) {
                Object value = Shapes.ANY.read(in);
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    return value;
                }
                throw in.invalid("must be a text, a number or a truth");
            }

            @Override
            public Schema schema() {
                return new Schema(null, Map.of());
            }
        };
    }
}
