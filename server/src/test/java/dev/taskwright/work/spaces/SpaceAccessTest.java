package dev.taskwright.work.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.SpaceId;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class SpaceAccessTest {
    private final TestDatabase data;
    private final SpaceAccess access = new SpaceAccess();
    private WorkParts work;
    private Caller.Person owner;
    private Caller.Person maker;
    private Space workspace;

    SpaceAccessTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        maker = work.member(workspace, Role.ADMIN);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Optional<Role> role(Caller caller, Space space) {
        return work.db.read(tx -> access.find(tx, caller, space.id())).map(Standing::role);
    }

    /** A folder that somebody else has made. */
    private Space folder(FolderAccess openTo) {
        return work.folders.add(maker, workspace.id(), openTo.word(), openTo);
    }

    @Test
    void aMemberHasTheirRoleAndAStrangerNone() {
        assertThat(role(owner, workspace)).contains(Role.OWNER);
        assertThat(role(work.member(workspace, Role.CHECKER), workspace)).contains(Role.CHECKER);
        assertThat(role(work.person("stranger"), workspace)).isEmpty();
        assertThat(role(WorkParts.OPERATOR, workspace)).contains(Role.OWNER);
    }

    @Test
    void aWorkspaceDoesNotOpenItsFoldersByInvitation() {
        assertThat(role(owner, folder(FolderAccess.INVITE_ONLY))).isEmpty();
    }

    @Test
    void anOpenFolderGivesItsRoleToEveryMemberOfTheWorkspace() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        assertThat(role(viewer, folder(FolderAccess.EDIT))).contains(Role.EDITOR);
        assertThat(role(owner, folder(FolderAccess.CHECK))).contains(Role.CHECKER);
        assertThat(role(owner, folder(FolderAccess.VIEW))).contains(Role.VIEWER);
        assertThat(role(work.person("stranger"), folder(FolderAccess.EDIT))).isEmpty();
    }

    @Test
    void ofTheTwoRolesTheHigherCounts() {
        Space folder = folder(FolderAccess.CHECK);
        work.members.add(WorkParts.OPERATOR, folder.id(), owner.handle(), Role.ADMIN);
        assertThat(role(owner, folder)).contains(Role.ADMIN);
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        work.members.add(WorkParts.OPERATOR, folder.id(), viewer.handle(), Role.VIEWER);
        assertThat(role(viewer, folder)).contains(Role.CHECKER);
    }

    @Test
    void aGuestOfAFolderSeesTheFolderAndNotTheWorkspace() {
        Space folder = folder(FolderAccess.INVITE_ONLY);
        Caller.Person guest = work.member(folder, Role.EDITOR);
        assertThat(role(guest, folder)).contains(Role.EDITOR);
        assertThat(role(guest, workspace)).isEmpty();
        assertThat(work.folders.shared(guest)).containsExactly(folder);
        assertThat(work.folders.shared(owner)).isEmpty();
    }

    @Test
    void aFolderMadeByTheOperatorBelongsToTheOwnersOfTheWorkspace() {
        Space folder = work.folders.add(WorkParts.OPERATOR, workspace.id(), "F", FolderAccess.INVITE_ONLY);
        assertThat(role(owner, folder)).contains(Role.OWNER);
        assertThat(role(maker, folder)).isEmpty();
    }

    /** The list form of the rule is SQL, the other Java: they must say the same. */
    @Test
    void whatIsListedIsWhatIsSeen() {
        List<Space> folders = new ArrayList<>();
        for (FolderAccess openTo : FolderAccess.values()) {
            folders.add(folder(openTo));
            Space another = folder(openTo);
            folders.add(another);
            work.members.add(WorkParts.OPERATOR, another.id(), owner.handle(), Role.VIEWER);
        }
        Caller.Person member = work.member(workspace, Role.VIEWER);
        for (Caller.Person person : List.of(owner, member)) {
            List<SpaceId> seen = new ArrayList<>(List.of(workspace.id()));
            folders.stream()
                    .filter(folder -> role(person, folder).isPresent())
                    .map(Space::id)
                    .forEach(seen::add);
            assertThat(work.folders.list(person, workspace.id()).stream().map(Space::id))
                    .containsExactlyInAnyOrderElementsOf(seen);
        }
    }
}
