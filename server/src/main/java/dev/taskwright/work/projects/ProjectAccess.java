package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.Standing;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/** Who may do what in a project: what they may do in the space it lies in. */
public final class ProjectAccess {
    private final ProjectStore store = new ProjectStore();
    private final SpaceAccess spaces;
    private final InstantSource clock;

    public ProjectAccess(SpaceAccess spaces, InstantSource clock) {
        this.spaces = spaces;
        this.clock = clock;
    }

    /**
     * For reading: the space the project lies in, with the caller's role.
     *
     * @throws ProblemException {@code NotFound} when the caller does not see the project
     */
    public Standing requireView(Tx tx, Caller caller, ProjectId id) {
        SpaceId space = store.space(tx, id).orElseThrow(ProjectAccess::notFound);
        return spaces.find(tx, caller, space).orElseThrow(ProjectAccess::notFound);
    }

    /**
     * For writing: takes the project's row until the end of the transaction, so that nobody else changes its tree
     * meanwhile, and then looks at the caller's role.
     *
     * @throws ProblemException {@code NotFound} when the caller does not see the project, {@code Forbidden} when their
     *     role is lower than {@code least}
     */
    public Standing lock(Tx tx, Caller caller, ProjectId id, Role least) {
        SpaceId space = store.lock(tx, id, clock.instant()).orElseThrow(ProjectAccess::notFound);
        Standing standing = spaces.find(tx, caller, space).orElseThrow(ProjectAccess::notFound);
        SpaceAccess.requireRole(standing.role(), least);
        return standing;
    }

    /** Those of the handles' owners who see the projects of a space, by handle; handles are in lower case. */
    public Map<String, UserId> people(Tx tx, SpaceId space, Collection<String> handles) {
        return spaces.people(tx, space, handles);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("Project");
    }
}
