package dev.taskwright.work.spaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class MemberApiTest {
    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Caller.Person jane;
    private Space workspace;
    private String members;

    MemberApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeWorkspace() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        jane = work.person("jane");
        workspace = work.workspace(owner, "W");
        members = "/spaces/" + workspace.id() + "/members";
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private int add(Caller.Person by, String handle, String role) {
        return api.post(by, members, "{\"handle\":\"%s\",\"role\":\"%s\"}".formatted(handle, role))
                .status();
    }

    private int setRole(Caller.Person by, String handle, String role) {
        return api.put(by, members + "/" + handle, "{\"role\":\"%s\"}".formatted(role))
                .status();
    }

    @Test
    void aMemberIsAddedChangedAndRemoved() {
        assertThat(add(owner, "@jane", "viewer")).isEqualTo(200);
        assertThat(setRole(owner, "jane", "editor")).isEqualTo(200);
        Answer list = api.get(jane, members);
        assertThat(list.each("items", "handle")).containsExactly("owner", "jane");
        assertThat(list.each("items", "role")).containsExactly("owner", "editor");
        assertThat(list.each("items", "displayName")).containsExactly("The owner", "The jane");
        assertThat(api.delete(owner, members + "/jane").status()).isEqualTo(200);
        assertThat(api.get(jane, members).status()).isEqualTo(404);
        assertThat(work.newEvents()).containsExactly("member.added", "member.changed", "member.removed");
    }

    @Test
    void nobodyIsAddedTwiceOrUnknownOrWithAStrangeRole() {
        assertThat(add(owner, "jane", "viewer")).isEqualTo(200);
        assertThat(add(owner, "jane", "editor")).isEqualTo(409);
        assertThat(add(owner, "nobody", "editor")).isEqualTo(400);
        assertThat(add(owner, "jane", "boss")).isEqualTo(400);
        assertThat(setRole(owner, "nobody", "viewer")).isEqualTo(404);
        assertThat(api.delete(owner, members + "/nobody").status()).isEqualTo(404);
        assertThat(work.newEvents()).containsExactly("member.added");
    }

    @Test
    void adminsManageMembersButNoOwners() {
        Caller.Person admin = work.member(workspace, Role.ADMIN);
        assertThat(add(admin, "jane", "owner")).isEqualTo(403);
        assertThat(add(admin, "jane", "admin")).isEqualTo(200);
        assertThat(setRole(admin, "jane", "owner")).isEqualTo(403);
        assertThat(setRole(admin, "owner", "viewer")).isEqualTo(403);
        assertThat(api.delete(admin, members + "/owner").status()).isEqualTo(403);
        assertThat(api.delete(admin, members + "/jane").status()).isEqualTo(200);
    }

    @Test
    void othersReadOnlyAndStrangersNothing() {
        Caller.Person editor = work.member(workspace, Role.EDITOR);
        assertThat(add(editor, "jane", "viewer")).isEqualTo(403);
        assertThat(setRole(editor, editor.handle(), "admin")).isEqualTo(403);
        assertThat(api.delete(editor, members + "/owner").status()).isEqualTo(403);
        assertThat(add(jane, "jane", "viewer")).isEqualTo(404);
        assertThat(api.get(jane, members).status()).isEqualTo(404);
    }

    @Test
    void everybodyMayLeave() {
        Caller.Person viewer = work.member(workspace, Role.VIEWER);
        assertThat(api.delete(viewer, members + "/" + viewer.handle()).status()).isEqualTo(200);
        assertThat(api.get(viewer, members).status()).isEqualTo(404);
    }

    @Test
    void theLastOwnerStays() {
        assertThat(api.delete(owner, members + "/owner").status()).isEqualTo(409);
        assertThat(setRole(owner, "owner", "admin")).isEqualTo(409);
        assertThat(setRole(owner, "owner", "owner")).isEqualTo(200);
        assertThat(add(owner, "jane", "owner")).isEqualTo(200);
        assertThat(api.delete(owner, members + "/owner").status()).isEqualTo(200);
        assertThat(api.delete(jane, members + "/jane").status()).isEqualTo(409);
    }
}
