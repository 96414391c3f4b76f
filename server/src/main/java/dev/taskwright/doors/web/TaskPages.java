package dev.taskwright.doors.web;

import dev.taskwright.base.ProblemException;
import dev.taskwright.doors.web.TreeView.Wish;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.NewTask;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.tree.LineReader;
import dev.taskwright.work.tree.Placement;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** {@code /projects/{project}/tasks/{task}}: one task, to edit, to add to, to delete. */
public final class TaskPages implements HttpService {
    /** Characters in a task that is typed. */
    static final int LONGEST = 2000;

    private static final String TASK = "/tasks/{task}";

    private final Desk desk;
    private final Projects projects;
    private final Tasks tasks;
    private final TreeView tree;
    private final LineReader markdown = new LineReader();

    public TaskPages(Desk desk, Projects projects, Tasks tasks, TaskDetails details) {
        this.desk = desk;
        this.projects = projects;
        this.tasks = tasks;
        this.tree = new TreeView(projects, tasks, details);
    }

    /**
     * A task in a form.
     *
     * @param project the path of the project for whoever edits
     * @param after the stretch of the project to come back to, see {@link ProjectPages.Shown}
     * @param content as Markdown
     */
    public record TaskForm(
            String project, String id, String after, String look, boolean isDone, String content, FormErrors errors) {
        /** Whether a person looks, who has more pages than this; a visitor by a share link has not. */
        public boolean isPersonal() {
            return project.startsWith("/projects/");
        }

        public String path() {
            return project + "/tasks/" + id;
        }

        public String treePath() {
            return project + "/tree";
        }

        public String backPath() {
            return project + (after.isEmpty() ? "" : "?after=" + after) + "#t-" + id;
        }

        public int longest() {
            return Math.max(LONGEST, content.length());
        }
    }

    @Override
    public void routing(HttpRules rules) {
        desk.get(rules, TASK, this::show);
        desk.post(rules, TASK, this::edit);
        desk.get(rules, TASK + "/below", this::newBelow);
        desk.post(rules, TASK + "/below", this::addBelow);
        desk.get(rules, TASK + "/deletion", this::askDeletion);
        desk.post(rules, TASK + "/deletion", this::delete);
    }

    private void show(Visit visit) {
        Task task = toEdit(visit);
        TaskForm page = form(visit, task, visit.query().text("after"));
        if (visit.wantsPart()) {
            visit.renderPart("row-edit.jte", visit.frame("Task"), page);
        } else {
            render(visit, page);
        }
    }

    /** The task, for somebody who may change it. */
    private Task toEdit(Visit visit) {
        TaskAddress address = address(visit);
        if (!projects.role(visit.caller(), address.project()).isAtLeast(Role.EDITOR)) {
            throw ProblemException.forbidden("Only an editor of this project may change its tasks");
        }
        return tasks.get(visit.caller(), address);
    }

    private TaskForm form(Visit visit, Task task, String after) {
        return new TaskForm(
                visit.projectPath(),
                task.id().value(),
                after,
                TreeView.look(task),
                task.isCompleted(),
                markdown.write(task.content()),
                FormErrors.NONE);
    }

    private void render(Visit visit, TaskForm page) {
        visit.render("task.jte", frame(visit, "Task"), page);
    }

    private Frame frame(Visit visit, String title) {
        Crumb way = new Crumb(projects.get(visit.caller(), visit.project()).name(), visit.projectPath());
        Frame frame = visit.frame(title);
        return visit.isPerson() ? frame.under(new Crumb("Home", "/"), way) : frame.under(way);
    }

    private void edit(Visit visit) {
        Fields form = visit.form();
        TaskForm before = form(visit, toEdit(visit), form.text("after"));
        Wish wish = Wish.of(visit, before.after()).focus("t-" + before.id());
        try {
            String content = content(form, before.longest());
            if (!content.equals(before.content())) {
                tasks.edit(visit.caller(), address(visit), ContentType.MARKDOWN, content);
            }
        } catch (ProblemException e) {
            FormErrors errors = visit.refused(e, "content");
            if (visit.wantsPart()) {
                tree.answer(visit, wish.refuse(errors, ""));
            } else {
                render(visit, refused(before, form.text("content"), errors));
            }
            return;
        }
        tree.answer(visit, wish);
    }

    private static TaskForm refused(TaskForm page, String typed, FormErrors errors) {
        return new TaskForm(page.project(), page.id(), page.after(), page.look(), page.isDone(), typed, errors);
    }

    private void newBelow(Visit visit) {
        TaskForm page = form(visit, toEdit(visit), visit.query().text("after"));
        if (visit.wantsPart()) {
            visit.renderPart("row-new.jte", visit.frame("New task"), page);
        } else {
            visit.goTo(page.path() + "#add");
        }
    }

    private void addBelow(Visit visit) {
        Fields form = visit.form();
        TaskForm anchor = form(visit, toEdit(visit), form.text("after"));
        Wish wish = Wish.of(visit, anchor.after());
        Placement place = form.text("place").equals("inside") ? Placement.BEFOREEND : Placement.AFTEREND;
        try {
            NewTask wanted = new NewTask(
                    ContentType.MARKDOWN, content(form, LONGEST), address(visit).task(), place);
            Task added = tasks.create(visit.caller(), visit.project(), List.of(wanted))
                    .getFirst();
            tree.answer(visit, wish.focus("t-" + added.id()));
        } catch (ProblemException e) {
            FormErrors errors = visit.refused(e, "new-content");
            if (visit.wantsPart()) {
                tree.answer(visit, wish.focus("t-" + anchor.id()).refuse(errors, ""));
            } else {
                render(visit, refused(anchor, anchor.content(), errors));
            }
        }
    }

    private void askDeletion(Visit visit) {
        TaskForm page = form(visit, toEdit(visit), visit.query().text("after"));
        visit.render(
                "confirm.jte",
                frame(visit, "Delete task"),
                new Confirm(
                        "Delete this task?",
                        tasks.get(visit.caller(), address(visit)).text(),
                        "Everything below it goes with it. This cannot be undone.",
                        page.path() + "/deletion",
                        "Delete the task",
                        page.backPath()));
    }

    private void delete(Visit visit) {
        visit.form();
        tasks.delete(visit.caller(), address(visit));
        visit.done(visit.projectPath(), "The task is deleted.");
    }

    private static TaskAddress address(Visit visit) {
        return new TaskAddress(visit.project(), visit.task());
    }

    /**
     * What was typed as a task.
     *
     * @throws ProblemException {@code Invalid} at {@code /content} when it is blank, too long, or no text at all
     */
    static String content(Fields form, int longest) {
        String content = form.text("content").replace("\r\n", "\n").strip();
        if (content.isEmpty()) {
            throw ProblemException.invalid("/content", "Write what is to be done");
        }
        if (content.codePointCount(0, content.length()) > longest) {
            throw ProblemException.invalid("/content", "A task has at most " + longest + " characters");
        }
        if (content.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw ProblemException.invalid("/content", "A task has no control characters");
        }
        return content;
    }
}
