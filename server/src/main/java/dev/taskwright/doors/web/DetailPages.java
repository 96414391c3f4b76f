package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.platform.json.Json;
import dev.taskwright.platform.json.Unknown;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.Assignments;
import dev.taskwright.work.tasks.DetailJson;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.values.FieldValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /projects/{project}/tasks/{task}/details}: who a task is assigned to, its date, its note, its fields. */
public final class DetailPages implements HttpService {
    private static final String PATH = "/projects/{project}/tasks/{task}/details";

    private final Desk desk;
    private final Works works;
    private final DetailView view;

    /** The use cases that the page puts together. */
    public record Works(
            Projects projects,
            Tasks tasks,
            Assignments assignments,
            TaskDetails details,
            FieldValues values,
            DetailView view) {}

    public DetailPages(Desk desk, Works works) {
        this.desk = desk;
        this.works = works;
        this.view = works.view();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PATH, desk.page(visit -> show(visit, FormErrors.NONE)))
                .post(PATH + "/assignees", desk.page(visit -> change(visit, "Assigned.", this::assign, "")))
                .post(PATH + "/date", desk.page(visit -> change(visit, "The date is saved.", this::date, "")))
                .post(PATH + "/note", desk.page(visit -> change(visit, "The note is saved.", this::note, "")))
                .post(
                        PATH + "/fields/{field}",
                        desk.page(visit -> change(visit, "The field is saved.", this::field, visit.path("field"))));
    }

    private void show(Visit visit, FormErrors errors) {
        TaskAddress address = address(visit);
        Task task = works.tasks().get(visit.caller(), address);
        boolean mayEdit =
                works.projects().role(visit.caller(), address.project()).isAtLeast(Role.EDITOR);
        Crumb way = new Crumb(
                works.projects().get(visit.caller(), address.project()).name(), "/projects/" + address.project());
        visit.render(
                "details.jte",
                visit.frame("Details").under(new Crumb("Home", "/"), way),
                view.shown(visit.caller(), address, task, mayEdit, errors));
    }

    /** One of the forms; {@code apply} does what it says. */
    @FunctionalInterface
    private interface Change {
        void apply(Caller caller, TaskAddress address, Visit visit, Fields form);
    }

    /** @param field the id of the field that it is about; empty for none */
    private void change(Visit visit, String done, Change change, String field) {
        Fields form = visit.form();
        try {
            change.apply(visit.caller(), address(visit), visit, form);
        } catch (ProblemException e) {
            Object _ = visit.refused(e, "");
            show(visit, errors(e, field));
            return;
        }
        visit.done(DetailView.path(address(visit)), form.has("remove") ? "It is removed." : done);
    }

    /** {@code /start/date} is shown at the input {@code start-date}; the value of a field at the field's own. */
    private static FormErrors errors(ProblemException e, String field) {
        if (e.problem() instanceof Problem.Invalid(String pointer, String message)) {
            String name = pointer.replaceFirst("^/", "").replace('/', '-');
            String where = name.equals("value") && !field.isEmpty() ? "field-" + field : name;
            String sentence = Character.isLowerCase(message.codePointAt(0)) ? "This " + message : message;
            return FormErrors.of(where.startsWith("handles") ? "" : where, sentence);
        }
        return FormErrors.of(e.problem().message());
    }

    private void assign(Caller caller, TaskAddress address, Visit visit, Fields form) {
        works.assignments().set(caller, address, form.all("handle"));
    }

    private void date(Caller caller, TaskAddress address, Visit visit, Fields form) {
        if (form.has("remove")) {
            works.details().removeDate(caller, address);
            return;
        }
        Map<String, Object> date = new LinkedHashMap<>();
        date.put("start", moment(form, "start"));
        if (!form.text("end-date").isEmpty()) {
            date.put("end", moment(form, "end"));
        }
        works.details().setDate(caller, address, Json.read(DetailJson.KEPT_DATE, Json.text(date), Unknown.SKIPPED));
    }

    private static Map<String, Object> moment(Fields form, String which) {
        Map<String, Object> moment = new LinkedHashMap<>();
        moment.put("date", form.text(which + "-date"));
        putIfGiven(moment, "time", form.text(which + "-time"));
        putIfGiven(moment, "timezone", form.text("start-timezone").strip());
        return moment;
    }

    private static void putIfGiven(Map<String, Object> moment, String name, String value) {
        if (!value.isEmpty()) {
            moment.put(name, value);
        }
    }

    private void note(Caller caller, TaskAddress address, Visit visit, Fields form) {
        if (form.has("remove")) {
            works.details().removeNote(caller, address);
            return;
        }
        String value = form.text("note").strip();
        if (value.isEmpty() || value.codePointCount(0, value.length()) > Note.LONGEST) {
            throw ProblemException.invalid("/note", "Write 1 to " + Note.LONGEST + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("/note", "A note is one line without control characters");
        }
        String type = form.has("markdown") ? "text/markdown" : "text/plain";
        works.details().setNote(caller, address, new Note(type, value));
    }

    private void field(Caller caller, TaskAddress address, Visit visit, Fields form) {
        FieldId field = Visit.idOf(visit.path("field"), FieldId::new, "Field");
        String value = form.text("value").strip();
        if (form.has("remove") || value.isEmpty()) {
            works.values().remove(caller, address, field);
        } else {
            works.values().set(caller, address, field, value);
        }
    }

    private static TaskAddress address(Visit visit) {
        return new TaskAddress(visit.project(), visit.task());
    }
}
