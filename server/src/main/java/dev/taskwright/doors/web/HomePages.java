package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.Workspaces;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/** {@code GET /}: everything that a person has, by workspace and folder. */
public final class HomePages implements HttpService {
    /** A folder shows so many projects here; its own page shows all. */
    private static final int MOST_PROJECTS = 30;

    private final Desk desk;
    private final Workspaces workspaces;
    private final Folders folders;
    private final Projects projects;

    public HomePages(Desk desk, Workspaces workspaces, Folders folders, Projects projects) {
        this.desk = desk;
        this.workspaces = workspaces;
        this.folders = folders;
        this.projects = projects;
    }

    /**
     * @param shared folders that the person was invited to without belonging to their workspace
     * @param invited projects that the person was invited to alone
     */
    public record Home(List<HomeWorkspace> workspaces, List<HomeFolder> shared, List<ProjectRow> invited) {
        public boolean isEmpty() {
            return workspaces.isEmpty() && shared.isEmpty() && invited.isEmpty();
        }

        public boolean hasShared() {
            return !shared.isEmpty() || !invited.isEmpty();
        }
    }

    public record HomeWorkspace(String id, String name, boolean mayEdit, boolean mayManage, List<HomeFolder> folders) {}

    public record HomeFolder(
            String id, String name, boolean isHome, boolean mayEdit, List<ProjectRow> projects, boolean hasMore) {}

    public record ProjectRow(String id, String name) {
        static List<ProjectRow> of(List<Project> projects) {
            return projects.stream()
                    .map(project -> new ProjectRow(project.id().value(), project.name()))
                    .toList();
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", desk.page(this::home));
    }

    private void home(Visit visit) {
        Caller caller = visit.caller();
        Home home = new Home(
                workspaces.list(caller).stream()
                        .map(space -> workspace(caller, space))
                        .toList(),
                folders.shared(caller).stream()
                        .map(space -> folder(caller, space, false))
                        .toList(),
                ProjectRow.of(projects.invited(caller)));
        visit.render("home.jte", visit.frame("Home"), home);
    }

    private HomeWorkspace workspace(Caller caller, Space space) {
        Role role = workspaces.get(caller, space.id()).role();
        List<HomeFolder> inside = folders.list(caller, space.id()).stream()
                .map(folder -> folder(caller, folder, folder.id().equals(space.id())))
                .toList();
        return new HomeWorkspace(
                space.id().value(), space.name(), role.isAtLeast(Role.EDITOR), role.isAtLeast(Role.ADMIN), inside);
    }

    private HomeFolder folder(Caller caller, Space space, boolean isHome) {
        Role role = folders.get(caller, space.id()).role();
        List<Project> all = projects.inFolder(caller, space.id());
        List<Project> first = all.subList(0, Math.min(all.size(), MOST_PROJECTS));
        return new HomeFolder(
                space.id().value(),
                space.name(),
                isHome,
                role.isAtLeast(Role.EDITOR),
                ProjectRow.of(first),
                all.size() > first.size());
    }
}
