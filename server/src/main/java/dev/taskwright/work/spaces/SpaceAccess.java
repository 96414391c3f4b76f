package dev.taskwright.work.spaces;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Reach;
import dev.taskwright.base.Scope;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what in a space. Asked in the transaction that does it.
 *
 * <p>A person has the role they were given in the space itself or, in a folder that is open to its workspace, the role
 * that it gives to every member of the workspace: the higher of the two. Being a member of the workspace, even its owner,
 * opens no folder that is by invitation. The operator may do everything.
 * A visitor of a project sees no space, and neither does somebody whose token reaches single projects only.
 */
public final class SpaceAccess {
    private final SpaceStore store = new SpaceStore();

    /** The space as the caller sees it; empty when they do not see it, or there is none. */
    public Optional<Standing> find(Tx tx, Caller caller, SpaceId id) {
        return switch (caller) {
            case Caller.Operator _ -> store.find(tx, id).map(space -> new Standing(space, Role.OWNER));
            case Caller.Person person ->
                switch (person.reach()) {
                    case Reach.Everything _ -> store.standing(tx, id, person.id());
                    case Reach.Projects _ -> Optional.empty();
                };
            case Caller.Visitor _ -> Optional.empty();
        };
    }

    /**
     * For what lies in no space yet: the caller came with something that carries them beyond single projects.
     *
     * @throws ProblemException {@code Forbidden}
     */
    public static void requireSpaces(Caller caller) {
        if (caller instanceof Caller.Person person && person.reach() instanceof Reach.Projects) {
            throw new ProblemException(
                    new Problem.Forbidden("The token is for single projects and opens nothing else", Scope.API1));
        }
    }

    /**
     * The space, for somebody who has at least this role there.
     *
     * @param noun what the caller thinks it is, for the message: "Folder"
     * @throws ProblemException {@code NotFound} when the caller does not see it, {@code Forbidden} when their role is lower
     */
    public Standing require(Tx tx, Caller caller, SpaceId id, Role least, String noun) {
        Standing standing = find(tx, caller, id).orElseThrow(() -> ProblemException.notFound(noun));
        requireRole(standing.role(), least);
        return standing;
    }

    /** The same for a workspace; a folder's id is not found. */
    public Standing requireWorkspace(Tx tx, Caller caller, SpaceId id, Role least) {
        Standing standing = find(tx, caller, id)
                .filter(found -> found.space().isWorkspace())
                .orElseThrow(() -> ProblemException.notFound("Workspace"));
        requireRole(standing.role(), least);
        return standing;
    }

    /** Those of the handles' owners who see the space, by handle; handles are in lower case. */
    public Map<String, UserId> people(Tx tx, SpaceId id, Collection<String> handles) {
        return handles.isEmpty() ? Map.of() : store.people(tx, id, handles);
    }

    /** @throws ProblemException {@code Forbidden} naming both roles */
    public static void requireRole(Role role, Role least) {
        if (!role.isAtLeast(least)) {
            throw ProblemException.forbidden("This needs the role " + least.word() + "; you are " + role.word());
        }
    }

    /**
     * Takes the space's row until the end of the transaction, so that its members and what lies in it do not change
     * meanwhile; then the roles are read. Where projects are locked too, spaces come first.
     *
     * @throws ProblemException {@code NotFound} when it has just been deleted
     */
    public void lock(Tx tx, SpaceId id, String noun) {
        if (!store.lock(tx, id)) {
            throw ProblemException.notFound(noun);
        }
    }
}
