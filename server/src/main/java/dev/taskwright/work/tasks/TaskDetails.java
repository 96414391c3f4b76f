package dev.taskwright.work.tasks;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.details.Hung;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tree.Nodes;
import java.util.List;

/** The note and the date of a task. */
public final class TaskDetails {
    private final Db db;
    private final ProjectAccess access;
    private final Nodes nodes;
    private final Details details;
    private final EventLog events;

    public TaskDetails(Db db, ProjectAccess access, Nodes nodes, Details details, EventLog events) {
        this.db = db;
        this.access = access;
        this.nodes = nodes;
        this.details = details;
        this.events = events;
    }

    /** Everything that hangs at these tasks of a project, in their order. */
    public List<Hung> hung(Caller caller, ProjectId project, List<TaskId> tasks) {
        return db.read(tx -> {
            access.requireView(tx, caller, project);
            return details.of(tx, project, tasks);
        });
    }

    /** @throws ProblemException {@code NotFound} when it has none */
    public Note note(Caller caller, TaskAddress address) {
        return db.read(tx -> {
            Task task = view(tx, caller, address);
            return details.note(tx, address.project(), task.id()).orElseThrow(() -> ProblemException.notFound("Note"));
        });
    }

    /** Instead of the one it had. */
    public Note setNote(Caller caller, TaskAddress address, Note note) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            details.setNote(tx, address.project(), task.id(), note);
            events.append(tx, caller, new TaskEvent.Noted(space, address.project(), task));
            return note;
        });
    }

    /** @throws ProblemException {@code Invalid} when it has none */
    public void removeNote(Caller caller, TaskAddress address) {
        db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            if (!details.removeNote(tx, address.project(), task.id())) {
                throw ProblemException.invalid("", "Note does not exist");
            }
            events.append(tx, caller, new TaskEvent.NoteRemoved(space, address.project(), task));
            return task;
        });
    }

    /** @throws ProblemException {@code NotFound} when it has none */
    public TaskDate date(Caller caller, TaskAddress address) {
        return db.read(tx -> {
            Task task = view(tx, caller, address);
            return details.date(tx, address.project(), task.id()).orElseThrow(() -> ProblemException.notFound("Date"));
        });
    }

    /** Instead of the one it had, its end too. */
    public Task setDate(Caller caller, TaskAddress address, TaskDate date) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            details.setDate(tx, address.project(), task.id(), date);
            events.append(tx, caller, new TaskEvent.Dated(space, address.project(), task));
            return task;
        });
    }

    /** @throws ProblemException {@code Invalid} when it has none; clients look for the words of its message */
    public Task removeDate(Caller caller, TaskAddress address) {
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            if (!details.removeDate(tx, address.project(), task.id())) {
                throw ProblemException.invalid("", "Date does not exist");
            }
            events.append(tx, caller, new TaskEvent.DateRemoved(space, address.project(), task));
            return task;
        });
    }

    private Task view(Tx tx, Caller caller, TaskAddress address) {
        access.requireView(tx, caller, address.project());
        return Task.find(tx, nodes, address);
    }

    private SpaceId lock(Tx tx, Caller caller, TaskAddress address) {
        return access.lock(tx, caller, address.project(), Role.EDITOR).space().id();
    }
}
