package dev.taskwright.work.tree;

import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.json.Unknown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Formatted text as it is stored: the inserts of a Quill Delta,
 * {@code [{"insert":"now","attributes":{"bold":true,"link":"https://…"}}]}.
 */
final class RichTextJson {
    private static final Map<Mark, Field<@Nullable Boolean>> MARKS = new EnumMap<>(Mark.class);

    static {
        for (Mark mark : Mark.values()) {
            MARKS.put(mark, optional(mark.attribute(), Shapes.BOOLEAN));
        }
    }

    private static final Field<@Nullable String> LINK = optional("link", Shapes.TEXT);
    private static final In<Span> STYLE = Shapes.object(styleFields()).as(RichTextJson::style);
    private static final Field<String> INSERT = required("insert", Shapes.TEXT);
    private static final Field<@Nullable Span> ATTRIBUTES = optional("attributes", STYLE);
    private static final In<List<Span>> SPANS =
            Shapes.array(Shapes.object(List.of(INSERT, ATTRIBUTES)).as(RichTextJson::span), 0, Integer.MAX_VALUE);

    private RichTextJson() {}

    static String write(RichText content) {
        List<Map<String, Object>> ops = new ArrayList<>();
        for (Span span : content.spans()) {
            Map<String, Object> op = new LinkedHashMap<>();
            op.put("insert", span.text());
            if (!span.isPlain()) {
                op.put("attributes", attributes(span));
            }
            ops.add(op);
        }
        return Json.text(ops);
    }

    static RichText read(String delta) {
        return new RichText(Json.read(SPANS, delta, Unknown.SKIPPED));
    }

    private static Map<String, Object> attributes(Span span) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        span.marks().stream().sorted().forEach(mark -> attributes.put(mark.attribute(), true));
        if (span.link() != null) {
            attributes.put("link", span.link());
        }
        return attributes;
    }

    private static List<Field<?>> styleFields() {
        List<Field<?>> fields = new ArrayList<>(MARKS.values());
        fields.add(LINK);
        return fields;
    }

    private static Span style(Fields fields) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        MARKS.forEach((mark, field) -> {
            if (Boolean.TRUE.equals(fields.get(field))) {
                marks.add(mark);
            }
        });
        return new Span("", marks, fields.get(LINK));
    }

    private static Span span(Fields fields) {
        Span style = fields.get(ATTRIBUTES);
        String text = fields.get(INSERT);
        return style == null ? Span.plain(text) : new Span(text, style.marks(), style.link());
    }
}
