package dev.taskwright.work.spaces;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Reach;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The use cases of workspaces. */
public final class Workspaces {
    private static final Comparator<Space> BY_NAME = Comparator.comparing(Space::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(space -> space.id().value());

    private final SpaceStore store = new SpaceStore();
    private final MemberStore members = new MemberStore();
    private final Db db;
    private final SpaceAccess access;
    private final EventLog events;
    private final Jobs jobs;
    private final Supplier<SpaceId> ids;
    private final InstantSource clock;

    public Workspaces(Db db, SpaceAccess access, EventLog events, Supplier<SpaceId> ids, InstantSource clock) {
        this.db = db;
        this.access = access;
        this.events = events;
        this.jobs = new Jobs(clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** The workspaces that the caller is a member of, by name; every one, oldest first, for the operator. */
    public List<Space> list(Caller caller) {
        return switch (caller) {
            case Caller.Operator _ -> db.read(store::allWorkspaces);
            case Caller.Visitor _ -> List.of();
            case Caller.Person person ->
                switch (person.reach()) {
                    case Reach.Projects _ -> List.of();
                    case Reach.Everything _ ->
                        db.read(tx -> store.workspaces(tx, person.id())).stream()
                                .sorted(BY_NAME)
                                .toList();
                };
        };
    }

    /** One workspace with the caller's role; {@code NotFound} for those who are no members. */
    public Standing get(Caller caller, SpaceId id) {
        return db.read(tx -> access.requireWorkspace(tx, caller, id, Role.VIEWER));
    }

    /**
     * Makes a workspace that {@code owner} owns. People make their own, the operator makes anybody's.
     *
     * @throws ProblemException {@code Invalid} at {@code /name}
     */
    public Space add(Caller caller, UserId owner, String name) {
        SpaceAccess.requireSpaces(caller);
        boolean mayAdd = switch (caller) {
            case Caller.Operator _ -> true;
            case Caller.Visitor _ -> false;
            case Caller.Person person -> person.id().equals(owner);
        };
        if (!mayAdd) {
            throw ProblemException.forbidden("Only the operator makes workspaces for others");
        }
        Space space = new Space(ids.get(), null, Space.requireName(name, "/name"), FolderAccess.INVITE_ONLY);
        return db.write(tx -> {
            store.insert(tx, space, clock.instant());
            members.insert(tx, space.id(), owner, Role.OWNER, clock.instant());
            events.append(tx, caller, new SpaceEvent.Created(space));
            return space;
        });
    }

    public Space rename(Caller caller, SpaceId id, String name) {
        String wanted = Space.requireName(name, "/name");
        return db.write(tx -> {
            access.lock(tx, id, "Workspace");
            Space space = access.requireWorkspace(tx, caller, id, Role.ADMIN).space();
            Space renamed = new Space(id, space.workspace(), wanted, space.access());
            if (!renamed.equals(space)) {
                store.update(tx, renamed);
                events.append(tx, caller, new SpaceEvent.Changed(renamed));
            }
            return renamed;
        });
    }

    /** With all its folders, projects and tasks, also those that the caller does not see; an owner's act. */
    public void delete(Caller caller, SpaceId id) {
        db.write(tx -> {
            access.lock(tx, id, "Workspace");
            Space space = access.requireWorkspace(tx, caller, id, Role.OWNER).space();
            store.delete(tx, id);
            jobs.add(tx, Space.DELETED, id.value());
            events.append(tx, caller, new SpaceEvent.Deleted(space));
            return space;
        });
    }
}
