package dev.taskwright.doors.web;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.work.fields.FieldData;
import dev.taskwright.work.fields.FieldDefinition;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Role;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{project}/fields} and below: which fields the tasks of a project have. */
public final class FieldPages implements HttpService {
    private final Desk desk;
    private final Projects projects;
    private final Fields fields;

    public FieldPages(Desk desk, Projects projects, Fields fields) {
        this.desk = desk;
        this.projects = projects;
        this.fields = fields;
    }

    /** @param path of the project */
    public record FieldList(String path, List<Row> rows, List<Option> types) {}

    public record Row(String id, String name, String type) {}

    /** @param path of this form; {@code back} of the list */
    public record FieldPage(
            String path, String back, String type, boolean isNew, List<FieldForm.Input> inputs, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/projects/{project}/fields", desk.page(this::list))
                .get("/projects/{project}/fields/new", desk.page(this::askNew))
                .post("/projects/{project}/fields/new", desk.page(this::add))
                .get("/projects/{project}/fields/{field}", desk.page(this::show))
                .post("/projects/{project}/fields/{field}", desk.page(this::change))
                .get("/projects/{project}/fields/{field}/deletion", desk.page(this::askDeletion))
                .post("/projects/{project}/fields/{field}/deletion", desk.page(this::delete));
    }

    private void list(Visit visit) {
        Project project = toChange(visit);
        List<Row> rows = fields.list(visit.caller(), project.id()).stream()
                .map(field -> new Row(field.id().value(), name(field.data()), label(field.data())))
                .toList();
        List<Option> types = FieldType.choices()
                .map(type -> new Option(type.word(), type.label(), type == FieldType.TEXT))
                .toList();
        visit.render(
                "fields.jte",
                visit.frame("Fields")
                        .under(
                                new Crumb("Home", "/"),
                                way(project),
                                new Crumb("Settings", path(project) + "/settings")),
                new FieldList(path(project), rows, types));
    }

    private Project toChange(Visit visit) {
        Project project = projects.get(visit.caller(), visit.project());
        if (!projects.role(visit.caller(), project.id()).isAtLeast(Role.EDITOR)) {
            throw ProblemException.forbidden("Only an editor of this project may change its fields");
        }
        return project;
    }

    private static String name(FieldData data) {
        String name = data.name();
        return name == null || name.isBlank() ? label(data) : name;
    }

    private static String label(FieldData data) {
        return FieldType.of(data.type()).label();
    }

    private static String path(Project project) {
        return "/projects/" + project.id();
    }

    private static Crumb way(Project project) {
        return new Crumb(project.name(), path(project));
    }

    private void askNew(Visit visit) {
        FieldType type = FieldType.chosen(visit.query().text("type"));
        render(visit, toChange(visit), null, FieldForm.empty(type), FormErrors.NONE);
    }

    private void render(Visit visit, Project project, @Nullable FieldId field, FieldForm form, FormErrors errors) {
        String back = path(project) + "/fields";
        FieldType type = FieldType.of(form.type());
        visit.render(
                "field.jte",
                visit.frame(field == null ? "New field" : "Field")
                        .under(new Crumb("Home", "/"), way(project), new Crumb("Fields", back)),
                new FieldPage(
                        field == null ? back + "/new?type=" + type.word() : back + "/" + field,
                        back,
                        type.label(),
                        field == null,
                        form.inputs(),
                        errors));
    }

    private void add(Visit visit) {
        FieldType type = FieldType.chosen(visit.query().text("type"));
        FieldForm form = FieldForm.empty(type).with(visit.form());
        Project project = toChange(visit);
        try {
            fields.add(visit.caller(), project.id(), form.data());
        } catch (ProblemException e) {
            render(visit, project, null, form, errors(visit, e));
            return;
        }
        visit.done(path(project) + "/fields", "The field is added.");
    }

    /** {@code /format/config/code} is shown at the input {@code measure}. */
    private static FormErrors errors(Visit visit, ProblemException e) {
        FormErrors errors = visit.refused(e, "");
        String word = errors.byField().keySet().stream().findFirst().orElse("");
        String message = errors.byField().values().stream().findFirst().orElse("");
        return switch (word) {
            case "code", "unit" -> FormErrors.of("measure", "Currency or unit " + after(message));
            case "displayName", "title" -> FormErrors.of(word, "The name " + after(message));
            case "minLength" -> FormErrors.of(word, "Shortest " + after(message));
            case "maxLength" -> FormErrors.of(word, "Longest " + after(message));
            case "max" -> FormErrors.of(word, "This " + after(message));
            case "name" -> FormErrors.of("The name of an option " + after(message));
            default -> errors;
        };
    }

    /** The message without the property's name that it begins with. */
    private static String after(String message) {
        int blank = message.indexOf(' ');
        return blank < 0 ? message : message.substring(blank + 1);
    }

    private void show(Visit visit) {
        Project project = toChange(visit);
        FieldDefinition field = field(visit, project.id());
        render(visit, project, field.id(), FieldForm.of(field.data()), FormErrors.NONE);
    }

    private FieldDefinition field(Visit visit, ProjectId project) {
        String id = visit.path("field");
        return fields.list(visit.caller(), project).stream()
                .filter(field -> field.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("Field"));
    }

    private void change(Visit visit) {
        var sent = visit.form();
        Project project = toChange(visit);
        FieldDefinition field = field(visit, project.id());
        FieldForm form = FieldForm.of(field.data()).with(sent);
        try {
            fields.change(visit.caller(), project.id(), field.id(), form.data());
        } catch (ProblemException e) {
            render(visit, project, field.id(), form, errors(visit, e));
            return;
        }
        visit.done(path(project) + "/fields", "Saved.");
    }

    private void askDeletion(Visit visit) {
        Project project = toChange(visit);
        FieldDefinition field = field(visit, project.id());
        String back = path(project) + "/fields";
        visit.render(
                "confirm.jte",
                visit.frame("Delete field").under(new Crumb("Home", "/"), way(project), new Crumb("Fields", back)),
                new Confirm(
                        "Delete this field?",
                        name(field.data()),
                        "What tasks have in it goes with it. This cannot be undone.",
                        back + "/" + field.id() + "/deletion",
                        "Delete the field",
                        back));
    }

    private void delete(Visit visit) {
        visit.form();
        Project project = toChange(visit);
        FieldDefinition field = field(visit, project.id());
        fields.delete(visit.caller(), project.id(), field.id());
        visit.done(path(project) + "/fields", name(field.data()) + " is deleted.");
    }
}
