package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.identity.sessions.Sessions;
import dev.taskwright.identity.sessions.SignedIn;
import dev.taskwright.identity.sessions.SignedInPages;
import dev.taskwright.identity.signin.PasswordCheck;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.http.ClientAddress;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.TestFiles;
import dev.taskwright.testkit.WebParts;
import dev.taskwright.testkit.WorkParts;
import io.helidon.webserver.http.HttpRouting;
import java.util.Optional;

/** Every page of this room on one database, and browsers to look at them with. */
final class Desks {
    final WorkParts work;
    final WebParts web = new WebParts();
    private final Sessions sessions;

    Desks(Db db) {
        work = new WorkParts(db);
        sessions = new Sessions(db, work.users, work.events, new RandomTokens(), work.clock);
    }

    HttpRouting.Builder routing() {
        Desk desk = new Desk(
                new SignedInPages(sessions, web.cookies),
                web.html,
                web.csrf,
                new SharePasses(work.shareLinks, web.cookies));
        return web.routing(
                new HomePages(desk, work.workspaces, work.folders, work.projects),
                new NewPages(desk, work.workspaces, work.folders, work.projects),
                new SpacePages(desk, work.workspaces, work.folders, work.members, work.projects),
                new ProjectPages(desk, work.folders, work.projects, work.tasks, work.taskDetails),
                new ProjectSettingPages(desk, work.workspaces, work.folders, work.projects, work.copies),
                new FieldPages(desk, work.projects, work.fields),
                new ProjectSharePages(desk, work.projects, work.shareLinks, WorkParts.ISSUER),
                new SharedPages(
                        desk,
                        work.shareLinks,
                        new PasswordCheck(work.db, work.users, work.people.passwords(), work.clock),
                        ClientAddress.direct()),
                new TaskPages(desk, work.projects, work.tasks, work.taskDetails),
                new DetailPages(
                        desk,
                        new DetailPages.Works(
                                work.projects,
                                work.tasks,
                                work.assignments,
                                work.taskDetails,
                                work.values,
                                new DetailView(
                                        work.assignments, work.taskDetails, work.fields, work.values, work.guests))),
                new FilePages(desk, work.folders, work.medias, TestFiles.LARGEST_UPLOAD),
                new SettingsPages(desk));
    }

    /** A browser that nobody has signed in with. */
    Browser guest() {
        return new Browser(routing());
    }

    Browser as(Caller.Person person) {
        return guest().cookie(
                        "tw_session",
                        sessions.start(work.users.require(person.handle()), Optional.empty(), SignedIn.BY_PASSWORD));
    }
}
