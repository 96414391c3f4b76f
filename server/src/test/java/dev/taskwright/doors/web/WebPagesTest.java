package dev.taskwright.doors.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Home, spaces, settings and the forms that make things, as a browser without scripts sees them. */
@EachDatabase
class WebPagesTest {
    /** Scripts, right-to-left, an emoji of several code points, markup; at most 200 characters. */
    private static final List<String> NAMES = List.of(
            "Größe & Maß",
            "書類",
            "مرحبا بالعالم",
            "👩🏽‍🔧 wright",
            "<script>alert(1)</script>",
            "\"><img src=x>",
            "x".repeat(200),
            "' onmouseover='x");

    private final TestDatabase data;
    private final Desks desks;
    private final Caller.Person ada;
    private final Space engines;

    WebPagesTest(DatabaseKind kind) {
        data = kind.fresh();
        desks = new Desks(data.db());
        ada = desks.work.person("ada");
        engines = desks.work.workspace(ada, "Engines");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void guestsAreSentToSignInAndBack() {
        Project project = desks.work.project(ada, engines, "# Plan");
        for (String path :
                List.of("/", "/settings", "/projects/" + project.id() + "?after=x", "/spaces/" + engines.id())) {
            Shown answer = desks.guest().get(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.location()).startsWith("/sign-in?return_to=%2F");
        }
        assertThat(desks.guest().get("/settings").location()).isEqualTo("/sign-in?return_to=%2Fsettings");
    }

    @Test
    void strangersDoNotLearnThatAPlaceExists() {
        Project project = desks.work.project(ada, engines, "# Plan");
        Browser stranger = desks.as(desks.work.person("stranger"));
        for (String path : List.of(
                "/projects/" + project.id(),
                "/projects/" + project.id() + "/settings",
                "/projects/" + project.id() + "/deletion",
                "/spaces/" + engines.id(),
                "/spaces/" + engines.id() + "/deletion",
                "/folders/new?workspace=" + engines.id(),
                "/projects/nowhere",
                "/spaces/%20")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(stranger.get("/").body()).contains("No workspace yet").doesNotContain("Engines");
    }

    @Test
    void homeShowsWorkspacesFoldersAndProjects() {
        Space folder = desks.work.folders.add(ada, engines.id(), "Autumn", FolderAccess.EDIT);
        desks.work.project(ada, engines, "# Plan");
        desks.work.project(ada, folder, "# Launch");

        Shown home = desks.as(ada).get("/");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.body()).contains("Engines", "Autumn", "Plan", "Launch", "<title>Home · Taskwright</title>");
        assertThat(home.body()).contains("id=\"sign-out\"");
    }

    @Test
    void aFolderSharedWithAGuestOfTheWorkspaceIsOnTheirHome() {
        Space folder = desks.work.folders.add(ada, engines.id(), "Autumn", FolderAccess.INVITE_ONLY);
        Caller.Person bob = desks.work.member(folder, Role.CHECKER);

        assertThat(desks.as(bob).get("/").body())
                .contains("Shared with you", "Autumn")
                .doesNotContain("Engines");
    }

    @Test
    void workspacesFoldersAndProjectsAreMadeByForms() {
        Browser browser = desks.as(ada);
        browser.get("/workspaces/new");
        assertThat(browser.follow(browser.post("/workspaces", "name", " Garden "))
                        .body())
                .contains("The workspace Garden is ready.", "Garden");

        browser.get("/folders/new?workspace=" + engines.id());
        assertThat(browser.follow(browser.post(
                                "/folders", "workspace", engines.id().value(), "name", "Winter", "access", "view"))
                        .body())
                .contains("Winter");

        assertThat(browser.get("/projects/new?folder=" + engines.id()).body()).contains("Engines / Winter");
        Shown made = browser.post(
                "/projects",
                "name",
                "*Plan* B",
                "folder",
                engines.id().value(),
                "markdown",
                "- [ ] first\n  - [ ] inner");
        assertThat(made.location()).startsWith("/projects/");
        assertThat(browser.follow(made).body()).contains("<h1 dir=\"auto\">*Plan* B</h1>", "first", "inner");
    }

    @Test
    void aDocumentGivesItsOwnNameOrTakesTheOneTyped() {
        Browser browser = desks.as(ada);
        browser.get("/projects/new");
        String folder = engines.id().value();

        Shown own = browser.post("/projects", "name", "", "folder", folder, "markdown", "# Own\n- [ ] a");
        assertThat(browser.follow(own).body()).contains("<h1 dir=\"auto\">Own</h1>");
        Shown typed = browser.post("/projects", "name", "Typed", "folder", folder, "markdown", "# Own\n- [ ] a");
        assertThat(browser.follow(typed).body())
                .contains("<h1 dir=\"auto\">Typed</h1>")
                .doesNotContain(">Own<");
        Shown bare = browser.post("/projects", "name", "# Bare", "folder", folder, "markdown", "");
        assertThat(browser.follow(bare).body()).contains("<h1 dir=\"auto\"># Bare</h1>");
    }

    @Test
    void aRefusedFormKeepsWhatWasTyped() {
        Browser browser = desks.as(ada);
        browser.get("/projects/new");

        Shown refused = browser.post(
                "/projects", "name", "n".repeat(201), "folder", engines.id().value(), "markdown", "- [ ] kept");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("class=\"error-summary\"", "href=\"#name\"", "at most 200 characters", "- [ ] kept")
                .contains("n".repeat(201));
        assertThat(browser.post("/workspaces", "name", "  ").body()).contains("Name must not be blank");
    }

    @Test
    void namesOfAnyScriptAreShownAsTheyAre() {
        Browser browser = desks.as(ada);
        browser.get("/workspaces/new");
        for (String name : NAMES) {
            assertThat(browser.post("/workspaces", "name", name).status())
                    .as(name)
                    .isEqualTo(303);
            desks.work.project(ada, engines, "# x");
        }
        Shown home = browser.get("/");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.body())
                .contains("Größe &amp; Maß", "書類", "مرحبا بالعالم", "👩🏽‍🔧 wright", "x".repeat(200))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void adminsManagePeopleAndOthersOnlySeeThem() {
        Caller.Person bob = desks.work.person("bob");
        Browser browser = desks.as(ada);
        String path = "/spaces/" + engines.id();
        browser.get(path);

        Shown added = browser.post(path + "/members", "handle", "@bob", "role", "viewer");
        assertThat(browser.follow(added).body()).contains("The bob is in.", "@bob");
        assertThat(browser.post(path + "/members", "handle", "nobody", "role", "viewer")
                        .body())
                .contains("nobody", "class=\"error-summary\"");
        assertThat(browser.post(path + "/members", "handle", "bob", "role", "king")
                        .status())
                .isEqualTo(422);
        assertThat(browser.follow(browser.post(path + "/members/bob", "role", "editor"))
                        .body())
                .contains("The bob is editor now.");

        Browser his = desks.as(bob);
        assertThat(his.get(path).body()).contains("The ada").doesNotContain("Add somebody");
        assertThat(his.post(path + "/members", "handle", "ada", "role", "viewer")
                        .status())
                .isEqualTo(403);

        assertThat(browser.follow(browser.post(path + "/members/bob", "remove", "yes"))
                        .body())
                .contains("@bob is no longer in.");
        assertThat(his.get(path).status()).isEqualTo(404);
    }

    @Test
    void aSpaceIsRenamedAndDeletedByItsOwnerOnly() {
        Browser browser = desks.as(ada);
        String path = "/spaces/" + engines.id();
        browser.get(path);
        assertThat(browser.follow(browser.post(path, "name", "Motors")).body())
                .contains("<h1 dir=\"auto\">Motors</h1>");
        Browser admin = desks.as(desks.work.member(engines, Role.ADMIN));
        assertThat(admin.get(path + "/deletion").status()).isEqualTo(403);

        assertThat(browser.get(path + "/deletion").body()).contains("Delete this workspace?", "cannot be undone");
        assertThat(browser.get(path).status()).isEqualTo(200);
        assertThat(browser.follow(browser.post(path + "/deletion")).body()).contains("Motors is deleted.");
        assertThat(browser.get(path).status()).isEqualTo(404);
    }

    @Test
    void settingsLeadToTheRest() {
        assertThat(desks.as(ada).get("/settings").body())
                .contains("/settings/profile", "/settings/tokens", "/settings/authorized-apps");
    }

    @Test
    void formsWithoutATokenChangeNothing() {
        Browser browser = desks.as(ada);
        for (String path : List.of("/workspaces", "/folders", "/projects", "/spaces/" + engines.id())) {
            assertThat(browser.postRaw(path, "name=x&workspace=" + engines.id()).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(desks.work.workspaces.list(ada)).hasSize(1);
    }
}
