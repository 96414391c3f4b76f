package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.spaces.Role;
import java.time.InstantSource;
import java.util.List;

/**
 * Who is in a project, and who was invited to it alone. Admins of the folder invite; a guest may leave. A guest sees the
 * project and nothing of the space around it.
 */
public final class Guests {
    /** What a guest can be. */
    public static final List<Role> ROLES = List.of(Role.EDITOR, Role.CHECKER, Role.VIEWER);

    private final GuestStore store = new GuestStore();
    private final Db db;
    private final Projects projects;
    private final ProjectAccess access;
    private final Users users;
    private final EventLog events;
    private final InstantSource clock;

    public Guests(Db db, Projects projects, ProjectAccess access, Users users, EventLog events, InstantSource clock) {
        this.db = db;
        this.projects = projects;
        this.access = access;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A page of everybody who sees the project, whom tasks can be assigned to: members of its space, those the space is
     * open to, guests; {@code page} counts from 1. Their role here is not told.
     */
    public List<Guest> people(Caller caller, ProjectId project, int limit, int page) {
        return db.read(tx -> {
            access.requireView(tx, caller, project);
            return store.people(tx, project, limit, (long) limit * (page - 1));
        });
    }

    /**
     * @param handle with or without a leading at sign
     * @param role one of {@link #ROLES}
     * @throws ProblemException {@code Invalid} at {@code /handle} when nobody has it, {@code Conflict} for a guest
     */
    public Guest add(Caller caller, ProjectId project, String handle, Role role) {
        return db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.ADMIN);
            User user = users.findByHandle(tx, bare(handle))
                    .orElseThrow(() -> ProblemException.invalid("/handle", "is nobody's handle"));
            if (store.find(tx, project, user.id()).isPresent()) {
                throw ProblemException.conflict(user.handle() + " is a guest of this project already");
            }
            Guest guest = new Guest(user.id(), user.handle(), user.name(), role);
            store.insert(tx, project, guest, clock.instant());
            events.append(tx, caller, new ProjectEvent.GuestAdded(projects.project(tx, project), guest));
            return guest;
        });
    }

    public Guest setRole(Caller caller, ProjectId project, String handle, Role role) {
        return db.write(tx -> {
            access.lockWhole(tx, caller, project, Role.ADMIN);
            Guest before = guest(tx, project, handle);
            Guest after = new Guest(before.id(), before.handle(), before.name(), role);
            if (!after.equals(before)) {
                store.updateRole(tx, project, after);
                events.append(tx, caller, new ProjectEvent.GuestChanged(projects.project(tx, project), after));
            }
            return after;
        });
    }

    public void remove(Caller caller, ProjectId project, String handle) {
        db.write(tx -> {
            access.lock(tx, caller, project, Role.VIEWER);
            Guest guest = guest(tx, project, handle);
            access.requireReach(caller, project, ProjectAction.MANAGE);
            if (!(caller instanceof Caller.Person person && person.id().equals(guest.id()))) {
                access.lockWhole(tx, caller, project, Role.ADMIN);
            }
            store.delete(tx, project, guest.id());
            events.append(tx, caller, new ProjectEvent.GuestRemoved(projects.project(tx, project), guest));
            return guest;
        });
    }

    private Guest guest(Tx tx, ProjectId project, String handle) {
        return users.findByHandle(tx, bare(handle))
                .flatMap(user -> store.find(tx, project, user.id()))
                .orElseThrow(() -> ProblemException.notFound("Guest"));
    }

    private static String bare(String handle) {
        return handle.startsWith("@") ? handle.substring(1) : handle;
    }
}
