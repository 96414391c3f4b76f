package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.http.LocalPath;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.tree.Cursor;
import dev.taskwright.work.tree.NodeFormat;
import dev.taskwright.work.tree.RichText;
import dev.taskwright.work.tree.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A stretch of a project's tree as a page shows it. */
final class TreeView {
    private static final int PAGE = 100;
    private static final int DEEPEST_STEP = 12;
    private static final int LONGEST_LABEL = 80;

    private final Projects projects;
    private final Tasks tasks;
    private final TaskDetails details;

    TreeView(Projects projects, Tasks tasks, TaskDetails details) {
        this.projects = projects;
        this.tasks = tasks;
        this.details = details;
    }

    /**
     * Where a stretch begins and what it says.
     *
     * @param base the path of the project for whoever looks
     * @param after the last task of the stretch before; empty at the start of the project
     * @param focus the element that takes the focus; empty when it stays where it is
     * @param said what was just done; empty when the tree shows it itself
     */
    record Wish(
            ProjectId project, String base, String after, String focus, String said, String typed, FormErrors errors) {
        static Wish of(Visit visit, String after) {
            return new Wish(visit.project(), visit.projectPath(), after, "", "", "", FormErrors.NONE);
        }

        Wish focus(String element) {
            return new Wish(project, base, after, element, said, typed, errors);
        }

        Wish say(String sentence) {
            return new Wish(project, base, after, focus, sentence, typed, errors);
        }

        Wish refuse(FormErrors wrong, String content) {
            return new Wish(project, base, after, focus, said, content, wrong);
        }

        /** Both the cursor and the focus may be what somebody made up: then the project from its start. */
        String path() {
            String query = after.isEmpty() ? "" : "?after=" + after;
            String place = base + query + (focus.startsWith("t-") ? "#" + focus : "");
            return LocalPath.of(place).isPresent() ? place : base;
        }
    }

    ProjectPages.Shown show(Caller caller, Wish wish) {
        Role role = projects.role(caller, wish.project());
        Page<Task> page = page(caller, wish);
        boolean fromStart = !page.items().isEmpty() && page.items().getFirst().isTitle();
        List<Task> shown = page.items().stream().filter(task -> !task.isTitle()).toList();
        List<Hung> hung = details.hung(
                caller, wish.project(), shown.stream().map(Task::id).toList());
        List<ProjectPages.Row> rows = IntStream.range(0, shown.size())
                .mapToObj(i -> row(shown.get(i), DetailView.summary(hung.get(i))))
                .toList();
        return new ProjectPages.Shown(
                wish.base(),
                projects.get(caller, wish.project()).name(),
                rows,
                fromStart ? "" : wish.after(),
                page.hasMore() ? page.nextCursor() : null,
                role.isAtLeast(Role.EDITOR),
                role.isAtLeast(Role.CHECKER),
                role.isAtLeast(Role.EDITOR) && caller instanceof Caller.Person,
                wish.focus(),
                wish.said(),
                wish.typed(),
                wish.errors());
    }

    /** From the start when the task that the stretch began after is gone. */
    private Page<Task> page(Caller caller, Wish wish) {
        Window start = new Window(PAGE + 1, null, null);
        @Nullable Cursor after = cursor(wish.after());
        if (after == null) {
            return tasks.list(caller, wish.project(), start);
        }
        try {
            return tasks.list(caller, wish.project(), new Window(PAGE, after, null));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return tasks.list(caller, wish.project(), start);
            }
            throw e;
        }
    }

    private static @Nullable Cursor cursor(String after) {
        try {
            return after.isEmpty() ? null : new Cursor(after);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static ProjectPages.Row row(Task task, String details) {
        RichText content = task.content();
        return new ProjectPages.Row(
                task.id().value(),
                look(task),
                isTickable(task),
                task.format() == NodeFormat.BULLET
                        || task.format() == NodeFormat.NUMBER
                        || task.format() == NodeFormat.ALPHA,
                task.isCompleted(),
                label(task.text()),
                content,
                content.spans().stream().anyMatch(span -> span.href() != null),
                details);
    }

    /** The classes of a row: its level, its kind, whether it is done. */
    static String look(Task task) {
        String kind = switch (task.format()) {
            case H1 -> " h1";
            case H2 -> " h2";
            case TEXT -> " text";
            case CHECKBOX, CIRCLE_CHECK, BULLET, NUMBER, ALPHA -> "";
        };
        int level = Math.clamp(task.depth() - 1, 0, DEEPEST_STEP);
        return "d" + level + kind + (task.isCompleted() ? " done" : "");
    }

    /** A heading or a paragraph has no box unless somebody completed it over the API: then it can be reopened. */
    private static boolean isTickable(Task task) {
        return switch (task.format()) {
            case CHECKBOX, CIRCLE_CHECK -> true;
            case H1, H2, TEXT, BULLET, NUMBER, ALPHA -> task.isCompleted();
        };
    }

    private static String label(String text) {
        String line = text.strip().replace('\n', ' ');
        if (line.codePointCount(0, line.length()) <= LONGEST_LABEL) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL)) + "…";
    }

    /** After a change: the part for a script, the page for everybody else. */
    void answer(Visit visit, Wish wish) {
        if (visit.wantsPart()) {
            visit.renderPart("tree.jte", visit.frame("Tasks"), show(visit.caller(), wish));
        } else if (wish.said().isEmpty()) {
            visit.goTo(wish.path());
        } else {
            visit.done(wish.path(), wish.said());
        }
    }
}
