package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.doors.web.TreeView.Wish;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.tasks.NewTask;
import dev.taskwright.work.tasks.Nudge;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.tree.RichText;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{project}}: the task tree, and what is done to a task without leaving it. */
public final class ProjectPages implements HttpService {
    private final Desk desk;
    private final Folders folders;
    private final Projects projects;
    private final Tasks tasks;
    private final TreeView tree;

    public ProjectPages(Desk desk, Folders folders, Projects projects, Tasks tasks, TaskDetails details) {
        this.desk = desk;
        this.folders = folders;
        this.projects = projects;
        this.tasks = tasks;
        this.tree = new TreeView(projects, tasks, details);
    }

    /**
     * A stretch of the tree.
     *
     * @param path of the project for whoever looks
     * @param after the task it begins after, empty at the start
     * @param next where the next stretch begins, null at the end
     * @param focus the id of the element that takes the focus
     * @param said what was just done, when the tree does not show it
     * @param typed what was typed for a new task that was refused
     */
    public record Shown(
            String path,
            String name,
            List<Row> rows,
            String after,
            @Nullable String next,
            boolean mayEdit,
            boolean mayCheck,
            boolean hasSettings,
            String focus,
            String said,
            String typed,
            FormErrors errors) {
        /** Whether a person looks, who has more pages than this; a visitor by a share link has not. */
        public boolean isPersonal() {
            return path.startsWith("/projects/");
        }

        /** For links that must come back to this stretch. */
        public String afterQuery() {
            return after.isEmpty() ? "" : "?after=" + after;
        }
    }

    /** One task; {@code text} names it in labels, {@code details} is what hangs at it in a few words. */
    public record Row(
            String id,
            String look,
            boolean isTickable,
            boolean hasDot,
            boolean isDone,
            String text,
            RichText content,
            boolean hasLinks,
            String details) {}

    @Override
    public void routing(HttpRules rules) {
        desk.get(rules, "", this::show);
        desk.post(rules, "/tree", this::act);
        desk.post(rules, "/tasks", this::add);
    }

    private void show(Visit visit) {
        Wish wish = Wish.of(visit, visit.query().text("after"));
        if (visit.wantsPart()) {
            tree.answer(visit, wish);
            return;
        }
        projects.view(visit.caller(), wish.project());
        render(visit, wish);
    }

    private void render(Visit visit, Wish wish) {
        Shown page = tree.show(visit.caller(), wish);
        visit.render("project.jte", frame(visit, wish.project(), page.name()), page);
    }

    private Frame frame(Visit visit, ProjectId id, String title) {
        if (!visit.isPerson()) {
            return visit.frame(title);
        }
        Project project = projects.get(visit.caller(), id);
        Frame frame = visit.frame(title);
        return folders.find(visit.caller(), project.space())
                .map(folder -> frame.under(
                        new Crumb("Home", "/"), new Crumb(folder.space().name(), "/spaces/" + project.space())))
                .orElseGet(() -> frame.under(new Crumb("Home", "/")));
    }

    /** A button in the row of a task: its name says what, its value which task. */
    private void act(Visit visit) {
        Fields form = visit.form();
        String act = form.names().stream()
                .filter(name -> isAct(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("", "No such act"));
        TaskId task = Visit.idOf(form.text(act), TaskId::new, "Task");
        Wish wish = Wish.of(visit, form.text("after")).focus("t-" + task);
        try {
            act(visit.caller(), new TaskAddress(wish.project(), task), act);
        } catch (ProblemException e) {
            wish = wish.say(reason(e));
        }
        tree.answer(visit, wish);
    }

    private static boolean isAct(String name) {
        return name.equals("complete")
                || name.equals("reopen")
                || Stream.of(Nudge.values()).anyMatch(nudge -> word(nudge).equals(name));
    }

    private static String word(Nudge nudge) {
        return nudge.name().toLowerCase(Locale.ROOT);
    }

    private void act(Caller caller, TaskAddress address, String act) {
        switch (act) {
            case "complete" -> tasks.complete(caller, address);
            case "reopen" -> tasks.uncomplete(caller, address);
            default -> tasks.nudge(caller, address, Nudge.valueOf(act.toUpperCase(Locale.ROOT)));
        }
    }

    /** Somebody else was faster, mostly: the tree below shows how it stands. */
    private static String reason(ProblemException e) {
        return switch (e.problem()) {
            case Problem.Invalid invalid -> invalid.message() + ".";
            case Problem.NotFound missing when !missing.what().equals("Project") -> "That task is no longer there.";
            case Problem.Conflict conflict -> conflict.message() + ".";
            case Problem.NotFound _,
                    Problem.Forbidden _,
                    Problem.TooLarge _,
                    Problem.TooMany _,
                    Problem.Unauthenticated _,
                    Problem.Unavailable _ -> throw e;
        };
    }

    private void add(Visit visit) {
        Fields form = visit.form();
        Wish wish = Wish.of(visit, form.text("after")).focus("content");
        Task task;
        try {
            String content = TaskPages.content(form, TaskPages.LONGEST);
            task = tasks.create(visit.caller(), wish.project(), List.of(NewTask.last(content)))
                    .getFirst();
        } catch (ProblemException e) {
            refuse(visit, wish.refuse(visit.refused(e, "content"), form.text("content")));
            return;
        }
        if (visit.wantsPart()) {
            boolean isShown = tree.show(visit.caller(), wish).next() == null;
            tree.answer(visit, isShown ? wish : wish.say("Added at the end of the project."));
        } else {
            tree.answer(visit, wish.focus("t-" + task.id()));
        }
    }

    private void refuse(Visit visit, Wish wish) {
        if (visit.wantsPart()) {
            tree.answer(visit, wish);
        } else {
            render(visit, wish);
        }
    }
}
