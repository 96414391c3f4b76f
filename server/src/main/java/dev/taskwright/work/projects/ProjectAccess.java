package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectAction;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.Reach;
import dev.taskwright.base.Scope;
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
 * alone, whichever is more, and no more than what they presented carries them to. A visitor may what the link says that
 * they came by.
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
            case Caller.Person person ->
                person.reach()
                        .in(id)
                        .flatMap(most -> store.ofPerson(tx, id, person.id()).map(own -> atMost(own, most)));
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
        return require(tx, caller, id, least);
    }

    /** The same for reading what others may not. */
    public Standing require(Tx tx, Caller caller, ProjectId id, Role least) {
        Standing standing = requireView(tx, caller, id);
        if (!standing.role().isAtLeast(least)) {
            requireReach(caller, id, action(least));
        }
        SpaceAccess.requireRole(standing.role(), least);
        return standing;
    }

    /**
     * What the caller presented carries them as far as this in a project that they see.
     *
     * @throws ProblemException {@code Forbidden}; a token for everything would do
     */
    public void requireReach(Caller caller, ProjectId id, ProjectAction needed) {
        if (caller instanceof Caller.Person person) {
            ProjectAction most = person.reach().in(id).orElse(ProjectAction.READ);
            if (!most.includes(needed)) {
                String message = "The token allows " + most.word() + " in this project; this needs " + needed.word();
                throw new ProblemException(new Problem.Forbidden(message, Scope.API1));
            }
        }
    }

    private static ProjectAction action(Role role) {
        return switch (role) {
            case VIEWER -> ProjectAction.READ;
            case CHECKER -> ProjectAction.CHECK;
            case EDITOR -> ProjectAction.EDIT;
            case ADMIN, OWNER -> ProjectAction.MANAGE;
        };
    }

    private static Standing atMost(Standing own, ProjectAction most) {
        Role highest = switch (most) {
            case READ -> Role.VIEWER;
            case CHECK -> Role.CHECKER;
            case EDIT -> Role.EDITOR;
            case MANAGE -> own.role();
        };
        return own.role().isAtLeast(highest) ? new Standing(own.space(), highest) : own;
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
        requireReach(caller, id, ProjectAction.MANAGE);
        Role role = spaces.find(tx, inFolder(caller), standing.space().id())
                .map(Standing::role)
                .orElseThrow(() ->
                        ProblemException.forbidden("This needs the role " + least.word() + " in the project's folder"));
        SpaceAccess.requireRole(role, least);
        return new Standing(standing.space(), role);
    }

    /** A reach that includes managing a project includes the role in the folder by which one does. */
    private static Caller inFolder(Caller caller) {
        return caller instanceof Caller.Person person ? person.within(Reach.EVERYTHING) : caller;
    }

    /** Those of the handles' owners who see the project, by handle; handles are in lower case. */
    public Map<String, UserId> people(Tx tx, ProjectId id, Collection<String> handles) {
        return handles.isEmpty() ? Map.of() : store.people(tx, id, handles);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("Project");
    }
}
