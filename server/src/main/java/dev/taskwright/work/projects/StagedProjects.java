package dev.taskwright.work.projects;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.db.Tx;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.work.tree.Node;
import dev.taskwright.work.tree.Nodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings new projects in. A small one is one transaction. A large one is put down a bite at a time, so that others get their
 * turn at the database between, and seen by nobody until it is shown in one step; when that does not come, it is discarded.
 */
public final class StagedProjects {
    /** What one transaction writes: some ten milliseconds' work. */
    static final int BITE = 1_000;

    /** Longer than any project takes; what is older was left behind by a process that stopped. */
    private static final Duration GIVEN_UP = Duration.ofHours(1);

    private static final int AT_A_TIME = 20;

    private final ProjectStore store;
    private final Db db;
    private final Nodes nodes;
    private final EventLog events;
    private final InstantSource clock;

    StagedProjects(ProjectStore store, Db db, Nodes nodes, EventLog events, InstantSource clock) {
        this.store = store;
        this.db = db;
        this.nodes = nodes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a new project with its tree.
     *
     * @param lockPlace makes sure, until the end of the transaction, that the caller may put a project where it goes
     */
    Project bring(Caller caller, Project project, List<Node> tree, Consumer<Tx> lockPlace) {
        if (tree.size() <= BITE) {
            return db.write(tx -> {
                lockPlace.accept(tx);
                return plant(tx, caller, project, tree);
            });
        }
        db.write(tx -> {
            lockPlace.accept(tx);
            store.insert(tx, project, creator(caller), clock.instant());
            store.stage(tx, project.id(), clock.instant());
            return project;
        });
        boolean isShown = false;
        try {
            putDown(caller, project, tree);
            Project shown = db.write(tx -> {
                lockPlace.accept(tx);
                requireStaged(store.show(tx, project.id(), clock.instant()));
                return announce(tx, caller, project);
            });
            isShown = true;
            return shown;
        } finally {
            if (!isShown) {
                db.write(tx -> store.discard(tx, project.id()));
            }
        }
    }

    private void putDown(Caller caller, Project project, List<Node> tree) {
        for (int start = 0; start < tree.size(); start += BITE) {
            List<Node> bite = tree.subList(start, Math.min(start + BITE, tree.size()));
            db.write(tx -> {
                requireStaged(store.holdStaged(tx, project.id()));
                nodes.plant(tx, caller, project.id(), bite);
                return bite;
            });
        }
    }

    /** In one transaction that is open, in which somebody has made sure that the caller may. */
    Project plant(Tx tx, Caller caller, Project project, List<Node> tree) {
        store.insert(tx, project, creator(caller), clock.instant());
        nodes.plant(tx, caller, project.id(), tree);
        return announce(tx, caller, project);
    }

    private Project announce(Tx tx, Caller caller, Project project) {
        if (caller instanceof Caller.Person person) {
            store.upsertView(tx, person.id(), project.id(), clock.instant());
        }
        events.append(tx, caller, new ProjectEvent.Created(project));
        return project;
    }

    /** Removes what was left behind. */
    public void forgetGivenUp() {
        db.write(tx -> store.discardStagedBefore(tx, clock.instant().minus(GIVEN_UP), AT_A_TIME));
    }

    /** The place may have been deleted with everything in it. */
    private static void requireStaged(boolean isThere) {
        if (!isThere) {
            throw ProblemException.notFound("Folder");
        }
    }

    private static @Nullable UserId creator(Caller caller) {
        return caller instanceof Caller.Person person ? person.id() : null;
    }
}
