package dev.taskwright.app.wiring;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataPlace;
import dev.taskwright.base.Caller;
import dev.taskwright.oauth.details.ProjectDirectory;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.outbound.HostLookup;
import dev.taskwright.platform.outbound.Outbound;
import dev.taskwright.platform.outbound.OutboundRules;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.projects.ViewOrder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Everything below the doors, built once: what commands and the server work with. */
public record House(
        DataPlace place, PlatformWiring platform, IdentityWiring identity, OauthWiring oauth, WorkWiring work)
        implements AutoCloseable {
    /** Whoever runs a command on the data itself. */
    public static final Caller OPERATOR = new Caller.Operator("cli");

    /** Among which a person can choose for an app. */
    private static final int PROJECTS_ON_A_PAGE = 200;

    /** As a command opens it: nothing but public machines is asked. */
    public static House open(DataPlace place, boolean development) {
        return open(place, development, Outside.USUAL, FileSettings.USUAL);
    }

    /**
     * @param development whether the server runs, or the command was called, with {@code --dev}
     * @throws CommandFailure when the data cannot be used as it is
     */
    public static House open(DataPlace place, boolean development, Outside outside, FileSettings files) {
        PlatformWiring platform = PlatformWiring.open(
                place,
                new Outbound(
                        new OutboundRules(development, outside.allowed()),
                        TrustFromFile.read(outside.trustedCertificates()),
                        HostLookup.system()));
        try {
            IdentityWiring identity = IdentityWiring.build(platform);
            return new House(
                    place,
                    platform,
                    identity,
                    OauthWiring.build(platform, identity, development, outside),
                    WorkWiring.build(place, platform, identity, files));
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    public Db db() {
        return platform.db();
    }

    public InstantSource clock() {
        return platform.clock();
    }

    /** Which projects a person sees; the wing that asks does not know the one that knows. */
    public ProjectDirectory projectDirectory() {
        Projects projects = work.projects();
        return new ProjectDirectory(
                (person, id) -> projects.find(person, id).map(Project::name),
                person -> projects.mine(person, ViewOrder.LATEST_FIRST, PROJECTS_ON_A_PAGE, 1).stream()
                        .map(project -> new ProjectDirectory.Entry(project.id(), project.name()))
                        .toList());
    }

    /** What every process may sweep out now and then. */
    public List<Runnable> sweeps() {
        List<Runnable> sweeps = new ArrayList<>(work.files().sweeps());
        sweeps.add(() -> db().write(tx -> platform.events().forgetOld(tx)));
        sweeps.addAll(work.sweeps(db()));
        sweeps.add(oauth.expired()::forget);
        return sweeps;
    }

    @Override
    public void close() {
        platform.close();
    }
}
