package dev.taskwright.work.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.ApiClient;
import dev.taskwright.testkit.ApiClient.Answer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachDatabase
class ShareApiTest {
    private static final String NOTHING = "{\"ok\":true,\"item\":null}";

    private final TestDatabase data;
    private WorkParts work;
    private ApiClient api;
    private Caller.Person owner;
    private Space workspace;
    private Project project;
    private String path;

    ShareApiTest(DatabaseKind kind) {
        data = kind.fresh();
    }

    @BeforeEach
    void makeProject() {
        work = new WorkParts(data.db());
        api = new ApiClient(work.operations);
        owner = work.person("owner");
        workspace = work.workspace(owner, "W");
        project = work.project(owner, workspace, "# P\n\n- [ ] a\n");
        path = "/projects/" + project.id() + "/shareLink";
        work.newEvents();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static String token(Answer share, String url) {
        String address = share.textAt("item", url);
        assertThat(address).startsWith(WorkParts.ISSUER + "/shared?link=");
        return address.substring(address.indexOf('=') + 1);
    }

    private Optional<Role> opens(String token) {
        return work.shareLinks
                .findByToken(token)
                .flatMap(link -> work.shareLinks.visitor(link.id(), work.shareLinks.pass(link)))
                .map(visitor -> work.projects.role(visitor, project.id()));
    }

    @Test
    void sharingIsOffUntilItIsSwitchedOn() {
        assertThat(api.get(owner, path).text()).isEqualTo(NOTHING);
        assertThat(work.newEvents()).isEmpty();
        Answer on = api.put(owner, path, "{}");
        assertThat(on.status()).isEqualTo(200);
        assertThat(api.get(owner, path).text()).isEqualTo(on.text());
        assertThat(api.put(owner, path, "").text()).isEqualTo(on.text());
        assertThat(work.newEvents()).containsExactly("project.share_enabled");
    }

    @Test
    void eachLinkOpensTheProjectForWhatItsNameSays() {
        Answer on = api.put(owner, path, "");
        assertThat(opens(token(on, "viewUrl"))).contains(Role.VIEWER);
        assertThat(opens(token(on, "checkUrl"))).contains(Role.CHECKER);
        assertThat(opens(token(on, "editUrl"))).contains(Role.EDITOR);
        assertThat(List.of(token(on, "viewUrl"), token(on, "checkUrl"), token(on, "editUrl")))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).hasSize(43));
        assertThat(opens("x".repeat(43))).isEmpty();
    }

    @Test
    void linksThatAreOffOrRotatedOpenNothing() {
        Answer first = api.put(owner, path, "");
        Answer second = api.post(owner, path + "/rotate", "");
        assertThat(opens(token(first, "viewUrl"))).isEmpty();
        assertThat(opens(token(second, "viewUrl"))).contains(Role.VIEWER);
        assertThat(api.delete(owner, path).status()).isEqualTo(200);
        assertThat(opens(token(second, "viewUrl"))).isEmpty();
        assertThat(api.get(owner, path).text()).isEqualTo(NOTHING);
        assertThat(api.delete(owner, path).status()).isEqualTo(200);
        Answer refused = api.post(owner, path + "/rotate", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Sharing is off");
        assertThat(work.newEvents())
                .containsExactly("project.share_enabled", "project.share_rotated", "project.share_disabled");
    }

    /** Whoever is in keeps no access that the link no longer gives. */
    @Test
    void aVisitorIsOutTheMomentTheLinkIs() {
        String token = token(api.put(owner, path, ""), "editUrl");
        ShareLink link = work.shareLinks.findByToken(token).orElseThrow();
        Caller.Visitor visitor =
                work.shareLinks.visitor(link.id(), work.shareLinks.pass(link)).orElseThrow();
        assertThat(work.projects.get(visitor, project.id()).name()).isEqualTo("P");
        work.shareLinks.disable(owner, project.id());
        assertThat(work.projectAccess(visitor, project.id())).isEmpty();
    }

    @Test
    void aVisitorSeesThisProjectAndNothingElse() {
        String token = token(api.put(owner, path, ""), "editUrl");
        Caller.Visitor visitor = new Caller.Visitor(
                work.shareLinks.findByToken(token).orElseThrow().id(), project.id());
        Project other = work.project(owner, workspace, "# Q");
        assertThat(work.projectAccess(visitor, project.id())).contains(Role.EDITOR);
        assertThat(work.projectAccess(visitor, other.id())).isEmpty();
        assertThat(work.projectAccess(new Caller.Visitor(visitor.link(), other.id()), other.id()))
                .isEmpty();
        assertThat(work.workspaces.list(visitor)).isEmpty();
        assertThat(work.folders.shared(visitor)).isEmpty();
    }

    @Test
    void aLinkEndsWhenItsTimeIsOver() {
        String view = token(api.put(owner, path, ""), "viewUrl");
        String soon = work.clock.instant().plusSeconds(60).toString();
        Answer changed = api.patch(owner, path, "{\"tier\":\"view\",\"expiresAt\":\"" + soon + "\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.each("items", "tier")).containsExactly("view", "edit", "check");
        assertThat(changed.each("items", "expiresAt")).containsExactly(soon, "null", "null");
        assertThat(opens(view)).contains(Role.VIEWER);
        work.clock.advance(Duration.ofSeconds(60));
        assertThat(opens(view)).isEmpty();
        api.patch(owner, path, "{\"expiresAt\":null}");
        assertThat(opens(view)).contains(Role.VIEWER);
    }

    @Test
    void aPasswordEndsThePassesFromBefore() {
        String view = token(api.put(owner, path, ""), "viewUrl");
        ShareLink before = work.shareLinks.findByToken(view).orElseThrow();
        String pass = work.shareLinks.pass(before);
        Answer changed = api.patch(owner, path, "{\"password\":\"open sesame\"}");
        assertThat(changed.each("items", "hasPassword")).containsOnly("true");
        assertThat(changed.text()).doesNotContain("sesame", "argon");
        assertThat(work.shareLinks.visitor(before.id(), pass)).isEmpty();
        ShareLink after = work.shareLinks.findByToken(view).orElseThrow();
        assertThat(after.hasPassword()).isTrue();
        assertThat(after.toString()).doesNotContain(view);
        api.patch(owner, path, "{\"password\":null}");
        assertThat(work.shareLinks.findByToken(view).orElseThrow().hasPassword())
                .isFalse();
    }

    @Test
    void brokenChangesAreRefusedByPlace() {
        assertThat(api.patch(owner, path, "{\"password\":\"x\"}").text()).contains("Sharing is off");
        api.put(owner, path, "");
        Map<String, Integer> before = Fingerprint.of(work.db);
        for (String body : List.of(
                "{\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
                "{\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"expiresAt\":\"tomorrow\"}",
                "{\"expiresAt\":7}")) {
            Answer refused = api.patch(owner, path, body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.text()).contains("/expiresAt");
        }
        assertThat(api.patch(owner, path, "{\"password\":\" \"}").text()).contains("/password");
        assertThat(api.patch(owner, path, "{\"tier\":\"own\"}").text()).contains("/tier");
        assertThat(Fingerprint.of(work.db)).isEqualTo(before);
    }

    /** The list of links has one by which one could edit. */
    @Test
    void whoMayOnlyLookIsNotShownTheLinks() {
        api.put(owner, path, "");
        assertThat(api.get(work.member(workspace, Role.CHECKER), path).status()).isEqualTo(403);
        Caller.Person guest = work.person("guest");
        work.guests.add(owner, project.id(), "guest", Role.EDITOR);
        assertThat(api.get(guest, path).status()).isEqualTo(403);
        assertThat(api.put(guest, path, "").status()).isEqualTo(403);
        assertThat(api.get(work.member(workspace, Role.EDITOR), path).status()).isEqualTo(200);
    }

    @Test
    void theTokenIsNowhereInTheDatabase() {
        String view = token(api.put(owner, path, ""), "viewUrl");
        String everything = work.db.read(tx -> tx.handle()
                .createQuery("SELECT * FROM project_share")
                .mapToMap()
                .list()
                .toString());
        assertThat(everything).doesNotContain(view).contains("view");
        assertThat(Json.text(work.db.read(tx -> work.events.since(tx, 0, 100)).toString()))
                .doesNotContain(view);
    }
}
