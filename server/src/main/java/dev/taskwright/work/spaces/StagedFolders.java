package dev.taskwright.work.spaces;

import dev.taskwright.base.Caller;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.jobs.Jobs;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Folders that are being filled and that nobody sees yet: they have no members. When everything is in them they are
 * shown, in one step; otherwise they are discarded.
 */
public final class StagedFolders {
    private static final String USUAL_NAME = "Imported bundle";

    private final SpaceStore store = new SpaceStore();
    private final MemberStore members = new MemberStore();
    private final SpaceAccess access;
    private final EventLog events;
    private final Jobs jobs;
    private final Supplier<SpaceId> ids;
    private final InstantSource clock;

    public StagedFolders(SpaceAccess access, EventLog events, Supplier<SpaceId> ids, InstantSource clock) {
        this.access = access;
        this.events = events;
        this.jobs = new Jobs(clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** The id of a folder to be. */
    public SpaceId newId() {
        return ids.get();
    }

    /**
     * Makes the folder, for somebody who is an editor of the workspace.
     *
     * @param name cut and cleaned where no folder could be called so
     */
    public Space stage(Tx tx, Caller caller, SpaceId id, SpaceId workspace, String name) {
        access.lock(tx, workspace, "Workspace");
        access.requireWorkspace(tx, caller, workspace, Role.EDITOR);
        Space folder = new Space(id, workspace, clean(name), FolderAccess.INVITE_ONLY);
        store.insert(tx, folder, clock.instant());
        return folder;
    }

    /** Shows it to the caller, who owns it; to the owners of the workspace when the operator made it. */
    public void show(Tx tx, Caller caller, Space folder) {
        SpaceId workspace = folder.workspace() == null ? folder.id() : folder.workspace();
        access.lock(tx, workspace, "Workspace");
        access.requireWorkspace(tx, caller, workspace, Role.EDITOR);
        List<UserId> owners = caller instanceof Caller.Person person
                ? List.of(person.id())
                : members.list(tx, workspace).stream()
                        .filter(member -> member.role() == Role.OWNER)
                        .map(Member::id)
                        .toList();
        owners.forEach(owner -> members.insert(tx, folder.id(), owner, Role.OWNER, clock.instant()));
        events.append(tx, caller, new SpaceEvent.Created(folder));
    }

    /** With whatever is in it. */
    public void discard(Tx tx, SpaceId folder) {
        store.delete(tx, folder);
        jobs.add(tx, Space.DELETED, folder.value());
    }

    private static String clean(String name) {
        String line = name.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(Space.LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? USUAL_NAME : line;
    }
}
