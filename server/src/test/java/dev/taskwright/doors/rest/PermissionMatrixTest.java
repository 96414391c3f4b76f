package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Problem;
import dev.taskwright.platform.operation.Method;
import dev.taskwright.platform.operation.Need;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.RawHttp.Answer;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.projects.Guests;
import dev.taskwright.work.projects.ShareTier;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation on a project, as those who come by another way than a role in its space: through a folder that is open
 * or by invitation, and as guests of the project. What each may is what the operation says of itself.
 * {@link StrangersTest} has the roles, strangers, and what lies elsewhere or has moved.
 */
@EachDatabase
class PermissionMatrixTest {
    /** Need a further place besides the project. */
    private static final Set<String> INTO_FOLDERS = Set.of("projectCopy", "projectMove");

    private final TestDatabase data;
    private final WorkParts work;
    private final ApiServer api;
    private final Map<Role, Caller.Person> people = new EnumMap<>(Role.class);
    private final Caller.Person guest;
    private final String guestsToken;

    PermissionMatrixTest(DatabaseKind kind) {
        data = kind.fresh();
        work = new WorkParts(data.db());
        api = new ApiServer(work);
        for (Role role : List.of(Role.OWNER, Role.ADMIN)) {
            people.put(role, work.person("the-" + role.word()));
        }
        List.of(Sweep.NEWCOMER, Sweep.LEAVER, Sweep.GUEST).forEach(work::person);
        guest = work.person("invited");
        guestsToken = api.token(guest);
    }

    @AfterEach
    void close() {
        api.close();
        data.close();
    }

    private Caller.Person owner() {
        return people.get(Role.OWNER);
    }

    private void forEveryOperationOnAProject(Consumer<Operation> trial) {
        List<Operation> some = work.operations.all().stream()
                .filter(operation -> operation.path().contains("{projectId}"))
                .filter(operation -> !INTO_FOLDERS.contains(operation.id()))
                .toList();
        assertThat(some).hasSizeGreaterThan(40);
        some.forEach(trial);
    }

    private void expect(Sweep sweep, Operation operation, String token, int status) {
        Map<String, Integer> before = Fingerprint.of(work.db);
        Answer answer = sweep.send(api, operation, token);
        assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(status);
        if (status != 200) {
            assertThat(Fingerprint.of(work.db)).as(operation.toString()).isEqualTo(before);
        }
    }

    private static boolean isEnough(Role role, Need need) {
        return role.isAtLeast(Role.of(need.role()).orElseThrow());
    }

    /** Every member of the workspace has in an open folder what it is open for, and no more, whatever they are around it. */
    @Test
    void anOpenFolderGivesWhatItIsOpenFor() {
        String token = api.token(people.get(Role.ADMIN));
        api.call("GET", "/workspaces", token, "");
        for (FolderAccess access : List.of(FolderAccess.VIEW, FolderAccess.CHECK, FolderAccess.EDIT)) {
            forEveryOperationOnAProject(operation -> {
                Sweep sweep = new Sweep(work, people);
                sweep.moveProjectTo(owner(), access);
                boolean may = isEnough(access.role().orElseThrow(), operation.need());
                expect(sweep, operation, token, may ? 200 : 403);
            });
        }
    }

    /** The workspace's own owner, too, finds nothing in a folder by invitation that is somebody else's. */
    @Test
    void aFolderByInvitationIsShutForTheWorkspace() {
        String token = api.token(people.get(Role.ADMIN));
        api.call("GET", "/workspaces", token, "");
        Sweep sweep = new Sweep(work, people);
        sweep.moveProjectTo(owner(), FolderAccess.INVITE_ONLY);
        forEveryOperationOnAProject(operation -> expect(sweep, operation, token, 404));
    }

    /** A guest has their role in the project, and none where the folder around it is asked. */
    @Test
    void aGuestMayWhatTheInvitationSaysAndDisposesOfNothing() {
        api.call("GET", "/workspaces", guestsToken, "");
        for (Role role : Guests.ROLES) {
            forEveryOperationOnAProject(operation -> {
                Sweep sweep = new Sweep(work, people);
                work.guests.add(owner(), sweep.project().id(), guest.handle(), role);
                boolean isInside = operation.need().where().equals(Needs.PROJECT.word());
                boolean may = isInside && isEnough(role, operation.need());
                expect(sweep, operation, guestsToken, may ? 200 : 403);
            });
        }
    }

    @Test
    void anEndedInvitationEndsEverythingAtOnce() {
        Sweep sweep = new Sweep(work, people);
        work.guests.add(owner(), sweep.project().id(), guest.handle(), Role.EDITOR);
        expect(sweep, operation("projectGet"), guestsToken, 200);
        work.guests.remove(owner(), sweep.project().id(), guest.handle());
        forEveryOperationOnAProject(operation -> expect(sweep, operation, guestsToken, 404));
    }

    /** Whoever opened a share link: as far as the link says in that project, and nowhere else. Pages ask on their behalf. */
    @Test
    void aVisitorMayWhatTheLinkSaysInThatProjectAlone() {
        Sweep other = new Sweep(work, people);
        for (ShareTier tier : ShareTier.values()) {
            forEveryOperationOnAProject(operation -> {
                Sweep sweep = new Sweep(work, people);
                boolean isInside = operation.need().where().equals(Needs.PROJECT.word());
                boolean may = isInside && isEnough(tier.role(), operation.need());
                Map<String, Integer> before = Fingerprint.of(work.db);
                Optional<Problem> refusal = sweep.run(operation, visitor(sweep, tier));
                if (may) {
                    assertThat(refusal).as(tier + " " + operation).isEmpty();
                } else {
                    assertThat(refusal.orElseThrow()).as(tier + " " + operation).isInstanceOf(Problem.Forbidden.class);
                    assertThat(Fingerprint.of(work.db)).as(operation.toString()).isEqualTo(before);
                }
                assertThat(other.run(operation, visitor(sweep, tier)).orElseThrow())
                        .as("in another project, " + operation)
                        .isInstanceOf(Problem.NotFound.class);
            });
        }
    }

    private Caller visitor(Sweep sweep, ShareTier tier) {
        return work.shareLinks.list(owner(), sweep.project().id()).stream()
                .filter(link -> link.tier() == tier)
                .map(link -> new Caller.Visitor(link.id(), sweep.project().id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVisitorSeesNothingAroundTheProjectAndHasNothingOverTheApi() {
        Sweep sweep = new Sweep(work, people);
        Caller visitor = visitor(sweep, ShareTier.EDIT);
        String token = api.tokenOf(visitor);
        for (Operation operation : work.operations.all()) {
            if (!operation.path().contains("{projectId}")) {
                Map<String, Integer> before = Fingerprint.of(work.db);
                Optional<Problem> refusal = sweep.run(operation, visitor);
                boolean isList = operation.parts().stream().noneMatch(PathParam.class::isInstance)
                        && operation.method() == Method.GET;
                assertThat(refusal.isPresent()).as(operation + " " + refusal).isNotEqualTo(isList);
                assertThat(Fingerprint.of(work.db)).as(operation.toString()).isEqualTo(before);
            }
            expect(sweep, operation, token, 403);
        }
    }

    @Test
    void copyingAndMovingAskInTheTargetToo() {
        Sweep sweep = new Sweep(work, people);
        work.guests.add(owner(), sweep.project().id(), guest.handle(), Role.EDITOR);
        api.call("GET", "/workspaces", guestsToken, "");
        expect(sweep, operation("projectCopy"), guestsToken, 404);
        expect(sweep, operation("projectMove"), guestsToken, 403);
    }

    private Operation operation(String id) {
        return work.operations.all().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
