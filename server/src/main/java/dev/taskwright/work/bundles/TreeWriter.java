package dev.taskwright.work.bundles;

import dev.taskwright.base.FieldId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.JsonOutput;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.details.Value;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.FieldJson;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.tasks.DetailJson;
import dev.taskwright.work.tree.Cursor;
import dev.taskwright.work.tree.Mark;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.tree.Span;
import dev.taskwright.work.tree.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes projects as {@link TreeReader} reads them, a stretch at a time. Hashes of passwords stay here. */
final class TreeWriter {
    private static final int STRETCH = 500;

    private final Nodes nodes;
    private final Fields fields;
    private final Details details;
    private final BundleStore store;

    TreeWriter(Nodes nodes, Fields fields, Details details, BundleStore store) {
        this.nodes = nodes;
        this.fields = fields;
        this.details = details;
        this.store = store;
    }

    /** The properties of a project, inside an object that is open. */
    void write(Tx tx, Project project, JsonOutput out) {
        List<FieldDefinition> definitions = fields.list(tx, project.id());
        out.name("root").startObject();
        out.name("type").string("root");
        out.name("children").startArray();
        writeTree(tx, project, hidden(definitions), out);
        out.endArray().endObject();
        store.preferences(tx, project.id())
                .ifPresent(json -> out.name("preferences").plain(Json.parse(json)));
        if (!definitions.isEmpty()) {
            out.name("fields").startArray();
            definitions.forEach(field -> FieldJson.FIELD.write(out, field));
            out.endArray();
        }
        if (project.isCompleted()) {
            out.name("completed").truth(true);
        }
    }

    private static Set<FieldId> hidden(List<FieldDefinition> definitions) {
        return definitions.stream()
                .filter(field -> field.data() instanceof FieldData.Password)
                .map(FieldDefinition::id)
                .collect(Collectors.toSet());
    }

    private void writeTree(Tx tx, Project project, Set<FieldId> hidden, JsonOutput out) {
        int open = 0;
        @Nullable Cursor after = null;
        boolean hasMore = true;
        while (hasMore) {
            var page = nodes.walk(tx, project.id(), new Window(STRETCH, after, null));
            List<Hung> hung = details.of(
                    tx, project.id(), page.items().stream().map(Node::id).toList());
            for (int i = 0; i < hung.size(); i++) {
                Node node = page.items().get(i);
                close(out, open - node.depth());
                write(node, hung.get(i), hidden, out);
                open = node.depth() + 1;
                after = Cursor.of(node.id());
            }
            hasMore = page.hasMore();
        }
        close(out, open);
    }

    private static void close(JsonOutput out, int levels) {
        for (int i = 0; i < levels; i++) {
            out.endArray().endObject();
        }
    }

    /** Leaves the node and its children open. */
    private static void write(Node node, Hung hung, Set<FieldId> hidden, JsonOutput out) {
        out.startObject();
        out.name("type").string("text");
        out.name("id").string(node.id().value());
        out.name("text").startObject().name("ops").startArray();
        node.content().spans().forEach(span -> write(span, out));
        out.startObject().name("insert").string("\n");
        out.name("attributes").startObject().name("paragraph").truth(true);
        out.endObject().endObject();
        out.endArray().endObject();
        out.name("format").startObject();
        out.name("node").string(node.format().word());
        out.name("children").string("text");
        out.endObject();
        out.name("collapsed").truth(false);
        out.name("completed").truth(node.isCompleted());
        write(hung, hidden, out);
        out.name("children").startArray();
    }

    private static void write(Span span, JsonOutput out) {
        out.startObject().name("insert").string(span.text());
        if (!span.marks().isEmpty() || span.link() != null) {
            out.name("attributes").startObject();
            span.marks().stream()
                    .sorted()
                    .map(Mark::attribute)
                    .forEach(mark -> out.name(mark).truth(true));
            @Nullable String link = span.link();
            if (link != null) {
                out.name("link").string(link);
            }
            out.endObject();
        }
        out.endObject();
    }

    private static void write(Hung hung, Set<FieldId> hidden, JsonOutput out) {
        @Nullable Note note = hung.note();
        if (note != null) {
            DetailJson.NOTE.write(out.name("note"), note);
        }
        @Nullable TaskDate date = hung.date();
        if (date != null) {
            DetailJson.TASK_DATE.write(out.name("date"), date);
        }
        if (!hung.assignees().isEmpty()) {
            out.name("assignees")
                    .plain(hung.assignees().stream().map(Assignee::handle).toList());
        }
        Map<FieldId, Value> shown = hung.values();
        if (shown.keySet().stream().anyMatch(field -> !hidden.contains(field))) {
            out.name("fields").startObject();
            shown.entrySet().stream()
                    .filter(value -> !hidden.contains(value.getKey()))
                    .sorted(Comparator.comparing(value -> value.getKey().value()))
                    .forEach(value -> out.name(value.getKey().value()).plain(plain(value.getValue())));
            out.endObject();
        }
    }

    private static @Nullable Object plain(Value value) {
        return switch (value) {
            case Value.Json(String text) -> Json.parse(text);
            case Value.Person person -> person.handle();
        };
    }
}
