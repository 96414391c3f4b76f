package dev.taskwright.work.tasks;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Page;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.projects.ProjectEvent;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tree.LineReader;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.NodeDraft;
import dev.taskwright.work.tree.NodeFormat;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.tree.Placement;
import dev.taskwright.work.tree.RichText;
import dev.taskwright.work.tree.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The use cases of tasks. */
public final class Tasks {
    private final LineReader markdown = new LineReader();
    private final Db db;
    private final ProjectAccess access;
    private final Nodes nodes;
    private final EventLog events;

    public Tasks(Db db, ProjectAccess access, Nodes nodes, EventLog events) {
        this.db = db;
        this.access = access;
        this.nodes = nodes;
        this.events = events;
    }

    /** The whole tree in reading order, the title first. */
    public Page<Task> list(Caller caller, ProjectId project, Window window) {
        return db.read(tx -> {
            access.requireView(tx, caller, project);
            return tasks(nodes.walk(tx, project, window));
        });
    }

    /** What hangs directly below the title, in order. */
    public Page<Task> blocks(Caller caller, ProjectId project, Window window) {
        return db.read(tx -> {
            access.requireView(tx, caller, project);
            return tasks(nodes.blocks(tx, project, window));
        });
    }

    public Task get(Caller caller, TaskAddress address) {
        return db.read(tx -> {
            access.requireView(tx, caller, address.project());
            return task(tx, address);
        });
    }

    /**
     * Adds tasks one after another in the order given, all or none.
     *
     * @return as many tasks, in the same order
     * @throws ProblemException {@code NotFound} naming an anchor that is not in the project; {@code Invalid} at
     *     {@code /tasks/N} for a placement that cannot be
     */
    public List<Task> create(Caller caller, ProjectId project, List<NewTask> wanted) {
        List<NodeDraft> drafts = wanted.stream().map(this::draft).toList();
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, project, Role.EDITOR);
            List<Task> made = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                Task task = insert(tx, caller, project, wanted.get(i), drafts.get(i), "/tasks/" + i);
                events.append(tx, caller, new TaskEvent.Created(space, project, task));
                made.add(task);
            }
            return made;
        });
    }

    private Task insert(Tx tx, Caller caller, ProjectId project, NewTask wanted, NodeDraft draft, String pointer) {
        TaskId anchorId = wanted.anchor();
        Task anchor = new Task(anchorId == null ? nodes.title(tx, project) : node(tx, project, anchorId));
        anchor.requireAnchors(wanted.placement(), pointer + "/placement");
        return new Task(nodes.insert(tx, caller, project, draft, anchor.node(), wanted.placement(), pointer));
    }

    private NodeDraft draft(NewTask wanted) {
        return switch (wanted.type()) {
            case MARKDOWN -> markdown.draft(wanted.content());
            case PLAIN -> new NodeDraft(NodeFormat.CHECKBOX, RichText.plain(lineEnds(wanted.content())), false);
        };
    }

    private static String lineEnds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /**
     * Replaces the text. On the title it renames the project.
     *
     * @param content one line of at most 2 000 characters
     */
    public Task edit(Caller caller, TaskAddress address, ContentType type, String content) {
        RichText text = switch (type) {
            case MARKDOWN -> markdown.read(content);
            case PLAIN -> RichText.plain(content);
        };
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.EDITOR);
            Task before = task(tx, address);
            if (before.isTitle() && text.text().isBlank()) {
                throw ProblemException.invalid("/content", "must not be blank: it is the name of the project");
            }
            Task task = new Task(nodes.replaceContent(tx, address.project(), before.node(), text));
            events.append(
                    tx,
                    caller,
                    task.isTitle()
                            ? new ProjectEvent.Renamed(new Project(address.project(), space, task.text()))
                            : new TaskEvent.Edited(space, address.project(), task));
            return task;
        });
    }

    /** @throws ProblemException {@code Invalid} when it is completed already */
    public Task complete(Caller caller, TaskAddress address) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.CHECKER);
            Task before = task(tx, address);
            before.requireOpen();
            Task task = new Task(nodes.setCompleted(tx, address.project(), before.node(), true));
            events.append(tx, caller, new TaskEvent.Completed(space, address.project(), task));
            return task;
        });
    }

    /** @throws ProblemException {@code Invalid} when it is open */
    public Task uncomplete(Caller caller, TaskAddress address) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.CHECKER);
            Task before = task(tx, address);
            before.requireCompleted();
            Task task = new Task(nodes.setCompleted(tx, address.project(), before.node(), false));
            events.append(tx, caller, new TaskEvent.Reopened(space, address.project(), task));
            return task;
        });
    }

    /**
     * Hangs a task with everything below it elsewhere in its project. Where it is there already nothing happens.
     *
     * @throws ProblemException {@code Invalid} for the title, for a target at or below the task, for a place beside the
     *     title, and when something would be deeper than 64 levels; {@code NotFound} naming a target of another project
     */
    public Task move(Caller caller, TaskAddress address, TaskId target, Placement placement) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.EDITOR);
            Task task = task(tx, address);
            Task anchor = new Task(node(tx, address.project(), target));
            task.requireMayMoveTo(anchor);
            anchor.requireAnchors(placement, "/target/position");
            return move(tx, caller, space, address.project(), task, anchor.node(), placement);
        });
    }

    /** Moves a task by one step; where there is no room for it, the title included, nothing happens. */
    public Task nudge(Caller caller, TaskAddress address, Nudge nudge) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.EDITOR);
            Task task = task(tx, address);
            Optional<Node> anchor = task.isTitle() ? Optional.empty() : anchor(tx, address.project(), task, nudge);
            Placement placement = switch (nudge) {
                case UP -> Placement.BEFOREBEGIN;
                case DOWN, OUT -> Placement.AFTEREND;
                case IN -> Placement.BEFOREEND;
            };
            return anchor.map(node -> move(tx, caller, space, address.project(), task, node, placement))
                    .orElse(task);
        });
    }

    private Optional<Node> anchor(Tx tx, ProjectId project, Task task, Nudge nudge) {
        return switch (nudge) {
            case UP, IN -> nodes.previous(tx, project, task.node());
            case DOWN -> nodes.next(tx, project, task.node());
            case OUT ->
                Optional.ofNullable(task.parentId())
                        .map(parent -> node(tx, project, parent))
                        .filter(parent -> !parent.isTitle());
        };
    }

    private Task move(
            Tx tx, Caller caller, SpaceId space, ProjectId project, Task task, Node anchor, Placement placement) {
        Task moved = new Task(nodes.move(tx, project, task.node(), anchor, placement, "/target/taskId"));
        if (!moved.equals(task)) {
            events.append(tx, caller, new TaskEvent.Moved(space, project, moved));
        }
        return moved;
    }

    /** Deletes a task with everything below it. */
    public void delete(Caller caller, TaskAddress address) {
        db.write(tx -> {
            SpaceId space = lock(tx, caller, address.project(), Role.EDITOR);
            Task task = task(tx, address);
            task.requireDeletable();
            int count = nodes.remove(tx, address.project(), task.node());
            events.append(tx, caller, new TaskEvent.Deleted(space, address.project(), task, count));
            return task;
        });
    }

    private SpaceId lock(Tx tx, Caller caller, ProjectId project, Role least) {
        return access.lock(tx, caller, project, least).space().id();
    }

    private Task task(Tx tx, TaskAddress address) {
        return Task.find(tx, nodes, address);
    }

    private Node node(Tx tx, ProjectId project, TaskId id) {
        return nodes.find(tx, project, id).orElseThrow(() -> ProblemException.notFound("Task " + id));
    }

    private static Page<Task> tasks(Page<Node> page) {
        return new Page<>(page.items().stream().map(Task::new).toList(), page.hasMore(), page.nextCursor());
    }
}
