package dev.taskwright.work.tasks;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.details.Assignee;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tree.Nodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who a task is assigned to. Only people who see the project can be; whoever stops seeing it stays, until removed. */
public final class Assignments {
    private final Db db;
    private final ProjectAccess access;
    private final Nodes nodes;
    private final Details details;
    private final EventLog events;

    public Assignments(Db db, ProjectAccess access, Nodes nodes, Details details, EventLog events) {
        this.db = db;
        this.access = access;
        this.nodes = nodes;
        this.details = details;
        this.events = events;
    }

    /** By handle. */
    public List<Assignee> list(Caller caller, TaskAddress address) {
        return db.read(tx -> {
            access.requireView(tx, caller, address.project());
            Task task = Task.find(tx, nodes, address);
            return details.assignees(tx, address.project(), task.id());
        });
    }

    /**
     * Assigns the task to exactly these people, all or none.
     *
     * @param handles with or without a leading at sign, in capitals or not, repeated or not
     * @throws ProblemException {@code Invalid} at {@code /handles/N} for somebody who does not see the project
     */
    public Task set(Caller caller, TaskAddress address, List<String> handles) {
        List<String> wanted = handles.stream().map(Assignments::bare).toList();
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            Map<String, UserId> before = byHandle(details.assignees(tx, address.project(), task.id()));
            Map<String, UserId> added = added(tx, address.project(), wanted, before);
            Map<String, UserId> removed = new LinkedHashMap<>(before);
            removed.keySet().removeAll(wanted);
            details.unassign(tx, address.project(), task.id(), removed.values());
            details.assign(tx, address.project(), task.id(), added.values());
            removed.keySet()
                    .forEach(handle -> events.append(
                            tx, caller, new TaskEvent.Unassigned(space, address.project(), task, handle)));
            added.keySet()
                    .forEach(handle ->
                            events.append(tx, caller, new TaskEvent.Assigned(space, address.project(), task, handle)));
            return task;
        });
    }

    private Map<String, UserId> added(Tx tx, ProjectId project, List<String> wanted, Map<String, UserId> before) {
        List<String> unknown = wanted.stream()
                .filter(handle -> !before.containsKey(handle))
                .distinct()
                .toList();
        Map<String, UserId> people = access.people(tx, project, unknown);
        for (String handle : unknown) {
            if (!people.containsKey(handle)) {
                throw ProblemException.invalid(
                        "/handles/" + wanted.indexOf(handle), handle + " is nobody who sees this project");
            }
        }
        return people;
    }

    /** @throws ProblemException {@code Invalid} when it is not assigned to them */
    public Task remove(Caller caller, TaskAddress address, String handle) {
        String wanted = bare(handle);
        return db.write(tx -> {
            SpaceId space = lock(tx, caller, address);
            Task task = Task.find(tx, nodes, address);
            UserId person = byHandle(details.assignees(tx, address.project(), task.id()))
                    .get(wanted);
            if (person == null) {
                throw ProblemException.invalid("{assigneeHandle}", "the task is not assigned to " + wanted);
            }
            details.unassign(tx, address.project(), task.id(), List.of(person));
            events.append(tx, caller, new TaskEvent.Unassigned(space, address.project(), task, wanted));
            return task;
        });
    }

    private SpaceId lock(Tx tx, Caller caller, TaskAddress address) {
        return access.lock(tx, caller, address.project(), Role.EDITOR).space().id();
    }

    private static Map<String, UserId> byHandle(List<Assignee> assignees) {
        Map<String, UserId> people = new LinkedHashMap<>();
        assignees.forEach(assignee -> people.put(assignee.handle(), assignee.id()));
        return people;
    }

    private static String bare(String handle) {
        String bare = handle.startsWith("@") ? handle.substring(1) : handle;
        return bare.toLowerCase(Locale.ROOT);
    }
}
