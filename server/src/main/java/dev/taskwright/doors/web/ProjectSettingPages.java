package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.copies.Copies;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Workspaces;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** {@code /projects/{project}/settings} and {@code …/deletion}: a project's name, folder and end. */
public final class ProjectSettingPages implements HttpService {
    private final Desk desk;
    private final Projects projects;
    private final Copies copies;
    private final Places places;

    public ProjectSettingPages(Desk desk, Workspaces workspaces, Folders folders, Projects projects, Copies copies) {
        this.desk = desk;
        this.projects = projects;
        this.copies = copies;
        this.places = new Places(workspaces, folders);
    }

    public record ProjectForm(
            String id, String name, boolean isCompleted, boolean isTemplate, List<Option> folders, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/projects/{project}/settings", desk.page(this::show))
                .post("/projects/{project}/settings", desk.page(this::change))
                .post("/projects/{project}/state", desk.page(this::setState))
                .post("/projects/{project}/copy", desk.page(this::copy))
                .get("/projects/{project}/deletion", desk.page(this::askDeletion))
                .post("/projects/{project}/deletion", desk.page(this::delete));
    }

    private void show(Visit visit) {
        Project project = toChange(visit);
        render(visit, project, project.name(), project.space().value(), FormErrors.NONE);
    }

    private Project toChange(Visit visit) {
        Project project = projects.get(visit.caller(), visit.project());
        if (!projects.role(visit.caller(), project.id()).isAtLeast(Role.EDITOR)) {
            throw ProblemException.forbidden("Only an editor of this project may change it");
        }
        return project;
    }

    private void render(Visit visit, Project project, String name, String folder, FormErrors errors) {
        visit.render(
                "project-settings.jte",
                visit.frame("Project settings").under(new Crumb("Home", "/"), way(project)),
                new ProjectForm(
                        project.id().value(),
                        name,
                        project.isCompleted(),
                        project.isTemplate(),
                        places.forProjects(visit.caller(), folder),
                        errors));
    }

    private static Crumb way(Project project) {
        return new Crumb(project.name(), "/projects/" + project.id());
    }

    private void change(Visit visit) {
        Fields form = visit.form();
        Project project = toChange(visit);
        String name = form.text("name").strip();
        String folder = form.first("folder").orElse(project.space().value());
        try {
            if (name.chars().anyMatch(Character::isISOControl)) {
                throw ProblemException.invalid("/name", "must be one line without control characters");
            }
            projects.rename(visit.caller(), project.id(), name);
            if (!folder.equals(project.space().value())) {
                projects.move(visit.caller(), project.id(), Visit.idOf(folder, SpaceId::new, "Folder"));
            }
        } catch (ProblemException e) {
            render(visit, project, name, folder, visit.refused(e, "name"));
            return;
        }
        visit.done("/projects/" + project.id(), "Saved.");
    }

    private void setState(Visit visit) {
        Fields form = visit.form();
        ProjectId id = visit.project();
        String said = switch (form.text("act")) {
            case "complete" -> projects.complete(visit.caller(), id).name() + " is completed.";
            case "restore" -> projects.restore(visit.caller(), id).name() + " is open again.";
            case "mark" -> projects.setTemplate(visit.caller(), id, true).name() + " is a template.";
            case "unmark" -> projects.setTemplate(visit.caller(), id, false).name() + " is a project again.";
            default -> throw ProblemException.invalid("", "No such act");
        };
        visit.done("/projects/" + id + "/settings", said);
    }

    private void copy(Visit visit) {
        Fields form = visit.form();
        Project project = projects.get(visit.caller(), visit.project());
        SpaceId folder = Visit.idOf(form.text("folder"), SpaceId::new, "Folder");
        Project made = project.isTemplate()
                ? copies.fromTemplate(visit.caller(), project.id(), folder)
                : copies.copy(visit.caller(), project.id(), folder, null);
        visit.done("/projects/" + made.id(), "This is the new project.");
    }

    private void askDeletion(Visit visit) {
        Project project = toChange(visit);
        visit.render(
                "confirm.jte",
                visit.frame("Delete project").under(new Crumb("Home", "/"), way(project)),
                new Confirm(
                        "Delete this project?",
                        project.name(),
                        "All its tasks go with it, for everybody. This cannot be undone.",
                        "/projects/" + project.id() + "/deletion",
                        "Delete the project",
                        "/projects/" + project.id()));
    }

    private void delete(Visit visit) {
        visit.form();
        Project project = projects.get(visit.caller(), visit.project());
        projects.delete(visit.caller(), project.id());
        visit.done("/", project.name() + " is deleted.");
    }
}
