package dev.taskwright.app.serve;

import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.NewUser;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.db.Settings;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.Space;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/**
 * What an empty database is given: an owner, a workspace, a sample project and a personal token, so that the first
 * command a newcomer pastes answers with something. Passwords and tokens are shown on standard error, once.
 */
final class FirstStart {
    private static final String DONE = "first_start";
    private static final String SAMPLE = "/sample/welcome.md";

    private final House house;
    private final ServeConfig config;

    FirstStart(House house, ServeConfig config) {
        this.house = house;
        this.config = config;
    }

    void run() {
        Settings settings = new Settings();
        boolean isNew = house.platform().db().read(tx -> settings.get(tx, DONE)).isEmpty() && isDeserted();
        if (!isNew) {
            return;
        }
        String password = config.firstOwner()
                .password()
                .orElseGet(() -> house.platform().random().base58(20));
        User owner;
        try {
            owner = house.identity().users().add(House.OPERATOR, owner(password));
        } catch (ProblemException refused) {
            if (isDeserted()) {
                throw new CommandFailure(ExitStatus.DATA, "the owner's account is refused: " + refused.getMessage());
            }
            return; // another node was faster, and the handle or the address is taken
        }
        fill(owner, password);
        house.platform().db().write(tx -> settings.putIfAbsent(tx, DONE, "done"));
    }

    private boolean isDeserted() {
        return house.identity().users().list(House.OPERATOR).isEmpty();
    }

    private NewUser owner(String password) {
        return new NewUser("owner", config.firstOwner().email(), "Owner", password, true);
    }

    private void fill(User owner, String password) {
        Caller caller = new Caller.Person(owner.id(), owner.handle(), Set.of(Scope.API1), "cli");
        Space workspace = house.work().workspaces().add(caller, owner.id(), "Home base");
        Project project =
                house.work().projects().createInWorkspace(caller, workspace.id(), ContentType.MARKDOWN, sample());
        String token = house.identity()
                .personalTokens()
                .create(House.OPERATOR, owner.id(), "First token", Set.of(Scope.API1), null)
                .text();
        say(password, token, project.id().value());
    }

    private void say(String password, String token, String project) {
        String generated =
                config.firstOwner().password().isPresent() ? "the password you gave" : password + "   (shown only now)";
        System.err.print("""
                A new data folder: %s
                  owner     %s
                  password  %s
                  token     %s   (shown only now)

                List the tasks of the sample project:

                  curl -s -H 'Authorization: Bearer %s' %s/api/v1/projects/%s/tasks

                Sign in:

                  %s/sign-in

                """.formatted(
                        config.place().folder(),
                        config.firstOwner().email(),
                        generated,
                        token,
                        token,
                        config.issuer(),
                        project,
                        config.issuer()));
    }

    private static String sample() {
        try (InputStream in = Objects.requireNonNull(FirstStart.class.getResourceAsStream(SAMPLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
