package dev.taskwright.work.details;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hangs at the tasks of a project, task by task. The task is there: whoever calls has looked it up. */
public final class Details {
    private final NoteStore notes = new NoteStore();
    private final DateStore dates = new DateStore();
    private final AssigneeStore assignees = new AssigneeStore();
    private final ValueStore values = new ValueStore();
    private final OriginStore origins = new OriginStore();
    private final CopyStore copies = new CopyStore();

    public Optional<Note> note(Tx tx, ProjectId project, TaskId task) {
        return notes.find(tx, project, task);
    }

    /** Instead of the one it had. */
    public void setNote(Tx tx, ProjectId project, TaskId task, Note note) {
        notes.upsert(tx, project, task, note);
    }

    /** Whether there was one. */
    public boolean removeNote(Tx tx, ProjectId project, TaskId task) {
        return notes.delete(tx, project, task);
    }

    public Optional<TaskDate> date(Tx tx, ProjectId project, TaskId task) {
        return dates.find(tx, project, task);
    }

    /** Instead of the one it had. */
    public void setDate(Tx tx, ProjectId project, TaskId task, TaskDate date) {
        dates.upsert(tx, project, task, date);
    }

    /** Whether there was one. */
    public boolean removeDate(Tx tx, ProjectId project, TaskId task) {
        return dates.delete(tx, project, task);
    }

    /** By handle. */
    public List<Assignee> assignees(Tx tx, ProjectId project, TaskId task) {
        return assignees.list(tx, project, task);
    }

    /** None of them is assigned yet. */
    public void assign(Tx tx, ProjectId project, TaskId task, Collection<UserId> people) {
        assignees.insert(tx, project, task, people);
    }

    public void unassign(Tx tx, ProjectId project, TaskId task, Collection<UserId> people) {
        assignees.delete(tx, project, task, people);
    }

    /** Everything that hangs at these tasks, at most a few thousand, in their order. */
    public List<Hung> of(Tx tx, ProjectId project, List<TaskId> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<String> ids = tasks.stream().map(TaskId::value).toList();
        Map<TaskId, Note> itsNote = notes.find(tx, project, ids);
        Map<TaskId, TaskDate> itsDate = dates.find(tx, project, ids);
        Map<TaskId, List<Assignee>> itsAssignees = assignees.list(tx, project, ids);
        Map<TaskId, Map<FieldId, Value>> itsValues = values.list(tx, project, ids);
        return tasks.stream()
                .map(task -> new Hung(
                        task,
                        itsNote.get(task),
                        itsDate.get(task),
                        itsAssignees.getOrDefault(task, List.of()),
                        itsValues.getOrDefault(task, Map.of())))
                .toList();
    }

    /** Hangs everything at tasks of a new project, at which nothing hangs yet. */
    public void hang(Tx tx, ProjectId project, Hung all) {
        Note note = all.note();
        if (note != null) {
            notes.upsert(tx, project, all.task(), note);
        }
        TaskDate date = all.date();
        if (date != null) {
            dates.upsert(tx, project, all.task(), date);
        }
        assignees.insert(
                tx,
                project,
                all.task(),
                all.assignees().stream().map(Assignee::id).toList());
        all.values().forEach((field, value) -> values.upsert(tx, project, all.task(), field, value));
    }

    /** When the task was made. */
    public Instant madeAt(Tx tx, ProjectId project, TaskId task) {
        return origins.made(tx, project, task);
    }

    /** When the task itself was last changed. */
    public Instant changedAt(Tx tx, ProjectId project, TaskId task) {
        return origins.changed(tx, project, task);
    }

    /** The handle of whoever made the task; empty when that was nobody in particular, or nobody wrote it down. */
    public Optional<String> author(Tx tx, ProjectId project, TaskId task) {
        return origins.author(tx, project, task);
    }

    public Optional<Value> value(Tx tx, ProjectId project, TaskId task, FieldId field) {
        return values.find(tx, project, task, field);
    }

    public Map<FieldId, Value> values(Tx tx, ProjectId project, TaskId task) {
        return values.list(tx, project, task);
    }

    /** Instead of the one it had; the field is one of the project's. */
    public void setValue(Tx tx, ProjectId project, TaskId task, FieldId field, Value value) {
        values.upsert(tx, project, task, field, value);
    }

    /** Whether there was one. */
    public boolean removeValue(Tx tx, ProjectId project, TaskId task, FieldId field) {
        return values.delete(tx, project, task, field);
    }

    /** Whether another task of the project has the very same in this field. */
    public boolean isTaken(Tx tx, ProjectId project, FieldId field, Value.Json value, TaskId besides) {
        return values.isTaken(tx, project, field, value, besides);
    }

    /** Notes, dates and values but people, for the same tasks in a copy of a project. */
    public void copy(Tx tx, ProjectId from, ProjectId to) {
        copies.copyNotes(tx, from, to);
        copies.copyDates(tx, from, to);
        copies.copyValues(tx, from, to);
    }

    /** Assignees and other people, for the same tasks in a copy of a project: those who see the space it lies in. */
    public void copyPeople(Tx tx, ProjectId from, ProjectId to, SpaceId space) {
        copies.copyAssignees(tx, from, to, space);
        copies.copyPeople(tx, from, to, space);
    }
}
