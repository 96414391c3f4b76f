package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.Standing;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what in a project: what they may do in the space it lies in, or what they were invited to in this project
 * alone, whichever is more. A visitor may what the link says that they came by.
 */
public final class ProjectAccess {
    private final StandingStore store = new StandingStore();
    private final SpaceAccess spaces;
    private final InstantSource clock;

    public ProjectAccess(SpaceAccess spaces, InstantSource clock) {
        this.spaces = spaces;
        this.clock = clock;
    }

    /**
     * For reading: the space the project lies in, with the caller's role in the project.
     *
     * @throws ProblemException {@code NotFound} when the caller does not see the project
     */
    public Standing requireView(Tx tx, Caller caller, ProjectId id) {
        return find(tx, caller, id).orElseThrow(ProjectAccess::notFound);
    }

    /** The same; empty when the caller does not see the project. */
    public Optional<Standing> find(Tx tx, Caller caller, ProjectId id) {
        return switch (caller) {
            case Caller.Operator _ -> store.find(tx, id).map(space -> new Standing(space, Role.OWNER));
            case Caller.Person person -> store.ofPerson(tx, id, person.id());
            case Caller.Visitor visitor when !visitor.project().equals(id) -> Optional.empty();
            case Caller.Visitor visitor -> store.ofVisitor(tx, id, visitor.link(), clock.instant());
        };
    }

    /**
     * For writing: takes the project's row until the end of the transaction, so that nobody else changes its tree
     * meanwhile, and then looks at the caller's role.
     *
     * @throws ProblemException {@code NotFound} when the caller does not see the project, {@code Forbidden} when their
     *     role is lower than {@code least}
     */
    public Standing lock(Tx tx, Caller caller, ProjectId id, Role least) {
        if (!store.lock(tx, id, clock.instant())) {
            throw notFound();
        }
        Standing standing = requireView(tx, caller, id);
        SpaceAccess.requireRole(standing.role(), least);
        return standing;
    }

    /**
     * The same for what concerns the project as a whole, where it lies and who gets in: the role counts that the caller has
     * in the space. Being invited to the project, or having a link, is not enough.
     */
    public Standing lockWhole(Tx tx, Caller caller, ProjectId id, Role least) {
        lock(tx, caller, id, Role.VIEWER);
        return requireWhole(tx, caller, id, least);
    }

    /** The same for reading. */
    public Standing requireWhole(Tx tx, Caller caller, ProjectId id, Role least) {
        Standing standing = requireView(tx, caller, id);
        Role role = spaces.find(tx, caller, standing.space().id())
                .map(Standing::role)
                .orElseThrow(() ->
                        ProblemException.forbidden("This needs the role " + least.word() + " in the project's folder"));
        SpaceAccess.requireRole(role, least);
        return new Standing(standing.space(), role);
    }

    /** Those of the handles' owners who see the project, by handle; handles are in lower case. */
    public Map<String, UserId> people(Tx tx, ProjectId id, Collection<String> handles) {
        return handles.isEmpty() ? Map.of() : store.people(tx, id, handles);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("Project");
    }
}
