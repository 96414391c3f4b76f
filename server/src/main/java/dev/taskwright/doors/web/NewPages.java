package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Workspaces;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.stream.Stream;

/** The forms that make a workspace, a folder, a project. A refused form comes back as it was typed. */
public final class NewPages implements HttpService {
    private static final Crumb HOME = new Crumb("Home", "/");
    /** A document as large as a project may be made from, every byte of it escaped. */
    private static final int LARGEST_FORM = 3 * Projects.LARGEST_CONTENT + 16 * 1024;

    private static final int LONGEST_NAME = 200;

    private final Desk desk;
    private final Workspaces workspaces;
    private final Folders folders;
    private final Projects projects;
    private final Places places;

    public NewPages(Desk desk, Workspaces workspaces, Folders folders, Projects projects) {
        this.desk = desk;
        this.workspaces = workspaces;
        this.folders = folders;
        this.projects = projects;
        this.places = new Places(workspaces, folders);
    }

    public record NewWorkspace(String name, FormErrors errors) {}

    public record NewFolder(String workspace, String name, List<Option> access, FormErrors errors) {}

    public record NewProject(String name, String markdown, List<Option> folders, FormErrors errors) {}

    @Override
    public void routing(HttpRules rules) {
        rules.get("/workspaces/new", desk.page(visit -> workspace(visit, "", FormErrors.NONE)))
                .post("/workspaces", desk.page(this::addWorkspace))
                .get("/folders/new", desk.page(visit -> folder(visit, visit.query(), FormErrors.NONE)))
                .post("/folders", desk.page(this::addFolder))
                .get("/projects/new", desk.page(visit -> project(visit, visit.query(), FormErrors.NONE)))
                .post("/projects", desk.page(this::addProject));
    }

    private void workspace(Visit visit, String name, FormErrors errors) {
        visit.render("new-workspace.jte", visit.frame("New workspace").under(HOME), new NewWorkspace(name, errors));
    }

    private void addWorkspace(Visit visit) {
        String name = visit.form().text("name");
        try {
            workspaces.add(visit.caller(), visit.user().id(), name);
        } catch (ProblemException e) {
            workspace(visit, name, visit.refused(e, "name"));
            return;
        }
        visit.done("/", "The workspace " + name.strip() + " is ready.");
    }

    private void folder(Visit visit, Fields typed, FormErrors errors) {
        SpaceId workspace = Visit.idOf(typed.text("workspace"), SpaceId::new, "Workspace");
        String name = workspaces.get(visit.caller(), workspace).space().name();
        String chosen = typed.first("access").orElse(FolderAccess.EDIT.word());
        List<Option> access = Stream.of(FolderAccess.values())
                .map(one -> new Option(one.word(), describe(one), one.word().equals(chosen)))
                .toList();
        visit.render(
                "new-folder.jte",
                visit.frame("New folder").under(HOME, new Crumb(name, "/spaces/" + workspace)),
                new NewFolder(workspace.value(), typed.text("name"), access, errors));
    }

    private void addFolder(Visit visit) {
        Fields form = visit.form();
        SpaceId workspace = Visit.idOf(form.text("workspace"), SpaceId::new, "Workspace");
        FolderAccess access = Stream.of(FolderAccess.values())
                .filter(one -> one.word().equals(form.text("access")))
                .findFirst()
                .orElse(FolderAccess.INVITE_ONLY);
        try {
            folders.add(visit.caller(), workspace, form.text("name"), access);
        } catch (ProblemException e) {
            folder(visit, form, visit.refused(e, "name"));
            return;
        }
        visit.done("/", "The folder " + form.text("name").strip() + " is ready.");
    }

    static String describe(FolderAccess access) {
        return switch (access) {
            case INVITE_ONLY -> "Only people who are invited to it";
            case EDIT -> "Everybody in the workspace, to edit";
            case CHECK -> "Everybody in the workspace, to complete tasks";
            case VIEW -> "Everybody in the workspace, to look";
        };
    }

    private void project(Visit visit, Fields typed, FormErrors errors) {
        List<Option> folders = places.forProjects(visit.caller(), typed.text("folder"));
        if (folders.isEmpty()) {
            visit.done("/workspaces/new", "A project needs a workspace: make one first.");
            return;
        }
        visit.render(
                "new-project.jte",
                visit.frame("New project").under(HOME),
                new NewProject(typed.text("name"), typed.text("markdown"), folders, errors));
    }

    private void addProject(Visit visit) {
        Fields form = visit.form(LARGEST_FORM);
        Project project;
        try {
            project = create(visit, form);
        } catch (ProblemException e) {
            project(visit, form, visit.refused(e, "markdown"));
            return;
        }
        visit.goTo("/projects/" + project.id());
    }

    private Project create(Visit visit, Fields form) {
        String name = form.text("name").strip();
        String markdown = form.text("markdown");
        if (name.isEmpty() && markdown.isBlank()) {
            throw ProblemException.invalid("/name", "Give the project a name, or a list to start from");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw ProblemException.invalid("/name", "must have at most " + LONGEST_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("/name", "must be one line without control characters");
        }
        SpaceId folder = Visit.idOf(form.text("folder"), SpaceId::new, "Folder");
        if (name.isEmpty()) {
            return projects.create(visit.caller(), folder, ContentType.MARKDOWN, markdown);
        }
        if (markdown.isBlank()) {
            return projects.create(visit.caller(), folder, ContentType.PLAIN, name);
        }
        // the name is plain text, so it does not go through the Markdown; a document's own heading gives way to it
        boolean isTitled = markdown.stripLeading().startsWith("#");
        String document = isTitled ? markdown : "# Untitled\n\n" + markdown;
        Project project = projects.create(visit.caller(), folder, ContentType.MARKDOWN, document);
        return projects.rename(visit.caller(), project.id(), name);
    }
}
