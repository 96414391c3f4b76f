package dev.taskwright.work.spaces;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Reach;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases of folders. A workspace's Home folder has the workspace's id and is changed with the workspace. */
public final class Folders {
    private final SpaceStore store = new SpaceStore();
    private final MemberStore members = new MemberStore();
    private final Db db;
    private final SpaceAccess access;
    private final EventLog events;
    private final Jobs jobs;
    private final Supplier<SpaceId> ids;
    private final InstantSource clock;

    public Folders(Db db, SpaceAccess access, EventLog events, Supplier<SpaceId> ids, InstantSource clock) {
        this.db = db;
        this.access = access;
        this.events = events;
        this.jobs = new Jobs(clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** Home first, then the folders of the workspace that the caller sees, oldest first. */
    public List<Space> list(Caller caller, SpaceId workspace) {
        return db.read(tx -> {
            Space space =
                    access.requireWorkspace(tx, caller, workspace, Role.VIEWER).space();
            List<Space> folders = new ArrayList<>(List.of(space.home()));
            folders.addAll(
                    switch (caller) {
                        case Caller.Operator _ -> store.allFolders(tx, workspace);
                        case Caller.Person person -> store.folders(tx, workspace, person.id());
                        case Caller.Visitor _ -> List.<Space>of();
                    });
            return folders;
        });
    }

    /** Folders that the caller was invited to without being a member of the workspace; nothing for the operator. */
    public List<Space> shared(Caller caller) {
        return switch (caller) {
            case Caller.Operator _, Caller.Visitor _ -> List.of();
            case Caller.Person person ->
                switch (person.reach()) {
                    case Reach.Projects _ -> List.of();
                    case Reach.Everything _ -> db.read(tx -> store.guestFolders(tx, person.id()));
                };
        };
    }

    /** The same as {@link #get}; empty when the caller does not see it. */
    public Optional<Standing> find(Caller caller, SpaceId id) {
        return db.read(tx -> access.find(tx, caller, id));
    }

    /** One folder, or the Home of a workspace by the workspace's id, with the caller's role. */
    public Standing get(Caller caller, SpaceId id) {
        return db.read(tx -> access.require(tx, caller, id, Role.VIEWER, "Folder"));
    }

    /**
     * Makes a folder that the caller owns; one made by the operator belongs to the owners of the workspace.
     *
     * @throws ProblemException {@code Invalid} at {@code /name}
     */
    public Space add(Caller caller, SpaceId workspace, String name, FolderAccess openTo) {
        Space folder = new Space(ids.get(), workspace, Space.requireName(name, "/name"), openTo);
        return db.write(tx -> {
            access.lock(tx, workspace, "Workspace");
            access.requireWorkspace(tx, caller, workspace, Role.ADMIN);
            store.insert(tx, folder, clock.instant());
            for (UserId owner : firstOwners(tx, caller, workspace)) {
                members.insert(tx, folder.id(), owner, Role.OWNER, clock.instant());
            }
            events.append(tx, caller, new SpaceEvent.Created(folder));
            return folder;
        });
    }

    private List<UserId> firstOwners(Tx tx, Caller caller, SpaceId workspace) {
        return switch (caller) {
            case Caller.Person person -> List.of(person.id());
            case Caller.Operator _ ->
                members.list(tx, workspace).stream()
                        .filter(member -> member.role() == Role.OWNER)
                        .map(Member::id)
                        .toList();
            case Caller.Visitor _ -> throw new IllegalStateException("a visitor has no role in a space");
        };
    }

    /** Changes name, access or both; null leaves as it is. */
    public Space change(Caller caller, SpaceId id, @Nullable String name, @Nullable FolderAccess openTo) {
        String wanted = name == null ? null : Space.requireName(name, "/name");
        return db.write(tx -> {
            Space folder = lockFolder(tx, caller, id, Role.ADMIN);
            Space changed = new Space(
                    id,
                    folder.workspace(),
                    wanted == null ? folder.name() : wanted,
                    openTo == null ? folder.access() : openTo);
            if (!changed.equals(folder)) {
                store.update(tx, changed);
                events.append(tx, caller, new SpaceEvent.Changed(changed));
            }
            return changed;
        });
    }

    /** With all its projects and tasks; an owner's act. */
    public void delete(Caller caller, SpaceId id) {
        db.write(tx -> {
            Space folder = lockFolder(tx, caller, id, Role.OWNER);
            store.delete(tx, id);
            jobs.add(tx, Space.DELETED, id.value());
            events.append(tx, caller, new SpaceEvent.Deleted(folder));
            return folder;
        });
    }

    private Space lockFolder(Tx tx, Caller caller, SpaceId id, Role least) {
        access.lock(tx, id, "Folder");
        Space space = access.require(tx, caller, id, least, "Folder").space();
        if (space.isWorkspace()) {
            throw ProblemException.invalid("{folderId}", "is a Home folder, which goes with its workspace");
        }
        return space;
    }
}
