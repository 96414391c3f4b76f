package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.details.Moment;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.projects.Guest;
import dev.taskwright.work.projects.Guests;
import dev.taskwright.work.tasks.Assignments;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tree.LineReader;
import dev.taskwright.work.tree.RichText;
import dev.taskwright.work.values.FieldValue;
import dev.taskwright.work.values.FieldValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The details of a task as a page shows them, and in a few words for its row. */
public final class DetailView {
    private static final int MOST_PEOPLE = 100;

    private final Assignments assignments;
    private final TaskDetails details;
    private final Fields fields;
    private final FieldValues values;
    private final Guests guests;
    private final LineReader markdown = new LineReader();

    public DetailView(Assignments assignments, TaskDetails details, Fields fields, FieldValues values, Guests guests) {
        this.assignments = assignments;
        this.details = details;
        this.fields = fields;
        this.values = values;
        this.guests = guests;
    }

    /** Everything that hangs at one task. */
    public record Shown(
            String path,
            String project,
            String id,
            String text,
            boolean mayEdit,
            List<Option> people,
            DateShown date,
            String note,
            boolean isMarkdown,
            RichText noteShown,
            List<FieldRow> fields,
            FormErrors errors) {
        public String assigned() {
            String names =
                    people.stream().filter(Option::chosen).map(Option::label).collect(Collectors.joining(", "));
            return names.isEmpty() ? "Nobody" : names;
        }

        public String rowPath() {
            return "/projects/" + project + "#t-" + id;
        }
    }

    /** A date as its form holds it; empty texts for what was not said. {@code words} is for those who only look. */
    public record DateShown(
            boolean isSet,
            String startDate,
            String startTime,
            String zone,
            String endDate,
            String endTime,
            String words) {}

    /**
     * A field with what the task has in it.
     *
     * @param input how it is typed: {@code text}, {@code number}, {@code select}, {@code password}, or {@code none}
     * @param options what there is to choose for {@code select}
     */
    public record FieldRow(
            String id, String label, String input, String value, String hint, List<Option> options, boolean isSet) {}

    static String path(TaskAddress address) {
        return "/projects/" + address.project() + "/tasks/" + address.task() + "/details";
    }

    Shown shown(Caller caller, TaskAddress address, Task task, boolean mayEdit, FormErrors errors) {
        Hung hung = details.hung(caller, address.project(), List.of(task.id())).getFirst();
        Note note = hung.note();
        boolean isMarkdown = note != null && note.type().equals("text/markdown");
        String text = note == null ? "" : note.value();
        return new Shown(
                path(address),
                address.project().value(),
                task.id().value(),
                task.text().isBlank() ? "Task" : task.text(),
                mayEdit,
                people(caller, address),
                date(hung.date()),
                text,
                isMarkdown,
                isMarkdown ? markdown.read(text) : RichText.plain(text),
                rows(caller, address),
                errors);
    }

    /** Who sees the project, and whoever is assigned besides. */
    private List<Option> people(Caller caller, TaskAddress address) {
        Map<String, Option> people = new LinkedHashMap<>();
        for (Guest guest : guests.people(caller, address.project(), MOST_PEOPLE, 1)) {
            people.put(guest.handle(), new Option(guest.handle(), guest.name() + " @" + guest.handle(), false));
        }
        for (Assignee assignee : assignments.list(caller, address)) {
            people.put(
                    assignee.handle(), new Option(assignee.handle(), assignee.name() + " @" + assignee.handle(), true));
        }
        return List.copyOf(people.values());
    }

    private static DateShown date(@Nullable TaskDate date) {
        if (date == null) {
            return new DateShown(false, "", "", "", "", "", "No date");
        }
        Moment start = date.start();
        Moment end = date.end() instanceof Moment moment ? moment : null;
        return new DateShown(
                true,
                start.date().toString(),
                text(start.time()),
                text(start.zone()),
                end == null ? "" : end.date().toString(),
                end == null ? "" : text(end.time()),
                words(date));
    }

    private List<FieldRow> rows(Caller caller, TaskAddress address) {
        Map<FieldId, Object> known = new HashMap<>();
        for (FieldValue value : values.list(caller, address)) {
            known.put(value.field(), value.value() == null ? "" : value.value());
        }
        return fields.list(caller, address.project()).stream()
                .map(field -> row(field, known.get(field.id())))
                .toList();
    }

    private static FieldRow row(FieldDefinition field, @Nullable Object value) {
        String text = value == null ? "" : String.valueOf(value);
        return switch (field.data()) {
            case FieldData.Select select -> row(field, "select", text, "", options(select, text), value);
            case FieldData.Truth _ -> row(field, "select", text, "", yesOrNo(text), value);
            case FieldData.Numeric _ -> row(field, "number", text, "", List.of(), value);
            case FieldData.Rating rating ->
                row(field, "number", text, "A whole number from 0 to " + rating.max() + ".", List.of(), value);
            case FieldData.Password _ -> row(field, "password", "", "Kept hidden.", List.of(), value);
            case FieldData.Assign _ -> row(field, "text", text, "A handle, as in @ada.", List.of(), value);
            case FieldData.DateTime _ -> row(field, "text", text, "As in 2026-05-04T09:30.", List.of(), value);
            case FieldData.DateRange _ -> row(field, "text", text, "As in 2026-05-04/2026-05-06.", List.of(), value);
            case FieldData.Media _ -> row(field, "text", text, "The id of a file.", List.of(), value);
            case FieldData.Relationship _ -> row(field, "text", text, "The id of a task.", List.of(), value);
            case FieldData.Note _, FieldData.Text _ -> row(field, "text", text, "", List.of(), value);
            case FieldData.Timestamp _,
                    FieldData.TimestampAt _,
                    FieldData.TimestampAuthor _,
                    FieldData.NodeText _,
                    FieldData.NodeCompleted _,
                    FieldData.Unimplemented _ -> row(field, "none", text, "", List.of(), value);
        };
    }

    private static FieldRow row(
            FieldDefinition field,
            String input,
            String text,
            String hint,
            List<Option> options,
            @Nullable Object value) {
        String label = field.data().name() == null ? field.data().type() : field.label();
        return new FieldRow(field.id().value(), label, input, text, hint, options, value != null);
    }

    private static List<Option> options(FieldData.Select select, String chosen) {
        List<Option> options = new ArrayList<>();
        options.add(new Option("", "Nothing", chosen.isEmpty()));
        select.options().values().stream()
                .sorted(Comparator.comparing(FieldData.Option::rank))
                .forEach(option -> options.add(
                        new Option(option.id(), option.name(), option.id().equals(chosen))));
        return options;
    }

    private static List<Option> yesOrNo(String chosen) {
        return List.of(
                new Option("", "Nothing", chosen.isEmpty()),
                new Option("true", "Yes", chosen.equals("true")),
                new Option("false", "No", chosen.equals("false")));
    }

    /** What hangs at a task in the few words that its row has room for; empty for nothing. */
    static String summary(Hung hung) {
        List<String> words = new ArrayList<>();
        TaskDate date = hung.date();
        if (date != null) {
            TaskDate.End end = date.end() instanceof Moment moment ? unzoned(moment) : date.end();
            words.add(words(new TaskDate(unzoned(date.start()), end)));
        }
        hung.assignees().forEach(assignee -> words.add("@" + assignee.handle()));
        if (hung.note() != null) {
            words.add("note");
        }
        if (!hung.values().isEmpty()) {
            words.add(hung.values().size() == 1 ? "1 field" : hung.values().size() + " fields");
        }
        return String.join(" · ", words);
    }

    /** The zone is on the page of the task. */
    private static Moment unzoned(Moment moment) {
        return new Moment(moment.date(), moment.time(), null);
    }

    private static String words(TaskDate date) {
        String start = words(date.start());
        return switch (date.end()) {
            case null -> start;
            case Moment end -> start + " – " + words(end);
            case TaskDate.Period(String iso) -> start + ", " + iso;
        };
    }

    private static String words(Moment moment) {
        String time = moment.time() == null ? "" : " " + moment.time();
        String zone = moment.zone() == null ? "" : " " + moment.zone();
        return moment.date() + time + zone;
    }

    private static String text(@Nullable Object part) {
        return part == null ? "" : part.toString();
    }
}
