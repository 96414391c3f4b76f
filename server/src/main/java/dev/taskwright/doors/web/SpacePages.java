package dev.taskwright.doors.web;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.doors.web.HomePages.ProjectRow;
import dev.taskwright.platform.html.FormErrors;
import dev.taskwright.platform.html.Frame.Crumb;
import dev.taskwright.platform.html.Viewer;
import dev.taskwright.platform.http.Fields;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.Member;
import dev.taskwright.work.spaces.Members;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.Standing;
import dev.taskwright.work.spaces.Workspaces;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code /spaces/{space}}: one workspace or folder, its projects, its people, its name, its end. */
public final class SpacePages implements HttpService {
    private static final int PAGE = 100;

    private final Desk desk;
    private final Workspaces workspaces;
    private final Folders folders;
    private final Members members;
    private final Projects projects;

    public SpacePages(Desk desk, Workspaces workspaces, Folders folders, Members members, Projects projects) {
        this.desk = desk;
        this.workspaces = workspaces;
        this.folders = folders;
        this.members = members;
        this.projects = projects;
    }

    /** {@code openness} says who gets in besides the members; {@code number} counts the pages of projects from 1. */
    public record SpaceShown(
            String id,
            String name,
            boolean isWorkspace,
            String role,
            String openness,
            boolean mayEdit,
            boolean mayManage,
            boolean mayDelete,
            List<ProjectRow> projects,
            int number,
            boolean hasMore,
            List<MemberRow> members,
            List<Option> roles,
            String typedHandle,
            FormErrors errors) {}

    /** {@code roles} is what the viewer may make of this member; empty when nothing. */
    public record MemberRow(String name, String handle, String role, List<Option> roles) {
        public String initial() {
            return Viewer.initial(name);
        }

        public boolean mayChange() {
            return !roles.isEmpty();
        }
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/spaces/{space}", desk.page(visit -> show(visit, "", FormErrors.NONE)))
                .post("/spaces/{space}", desk.page(this::rename))
                .post("/spaces/{space}/members", desk.page(this::addMember))
                .post("/spaces/{space}/members/{handle}", desk.page(this::changeMember))
                .get("/spaces/{space}/deletion", desk.page(this::askDeletion))
                .post("/spaces/{space}/deletion", desk.page(this::delete));
    }

    private void show(Visit visit, String typedHandle, FormErrors errors) {
        Caller caller = visit.caller();
        Standing standing = folders.get(caller, visit.space());
        Space space = standing.space();
        Role role = standing.role();
        int number = pageNumber(visit.query());
        List<Project> all = projects.inFolder(caller, space.id());
        List<Project> part =
                all.stream().skip((long) (number - 1) * PAGE).limit(PAGE).toList();
        SpaceShown page = new SpaceShown(
                space.id().value(),
                space.name(),
                space.isWorkspace(),
                role.word(),
                openness(space),
                role.isAtLeast(Role.EDITOR),
                role.isAtLeast(Role.ADMIN),
                role == Role.OWNER,
                ProjectRow.of(part),
                number,
                all.size() > (long) number * PAGE,
                members.list(caller, space.id()).stream()
                        .map(member -> row(visit, role, member))
                        .toList(),
                roles(role, Role.EDITOR, SpacePages::describe),
                typedHandle,
                errors);
        visit.render("space.jte", visit.frame(space.name()).under(new Crumb("Home", "/")), page);
    }

    private static int pageNumber(Fields query) {
        String number = query.text("page");
        return number.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(number) : 1;
    }

    private static String openness(Space space) {
        return switch (space.access()) {
            case INVITE_ONLY ->
                space.isWorkspace()
                        ? "These people see the workspace and the folders that are open to it."
                        : "Only these people see this folder.";
            case EDIT -> "Everybody in the workspace may edit here; these people besides.";
            case CHECK -> "Everybody in the workspace may complete tasks here; these people may do more.";
            case VIEW -> "Everybody in the workspace may look; these people may do more.";
        };
    }

    private static MemberRow row(Visit visit, Role own, Member member) {
        boolean isSelf = member.id().equals(visit.user().id());
        boolean mayChange = own.isAtLeast(Role.ADMIN) && !isSelf && (own == Role.OWNER || member.role() != Role.OWNER);
        List<Option> roles = mayChange ? roles(own, member.role(), SpacePages::name) : List.of();
        return new MemberRow(member.name(), member.handle(), member.role().word(), roles);
    }

    /** What somebody with {@code own} may give, the highest first. */
    private static List<Option> roles(Role own, Role chosen, Function<Role, String> label) {
        return Stream.of(Role.values())
                .filter(role -> role != Role.OWNER || own == Role.OWNER)
                .map(role -> new Option(role.word(), label.apply(role), role == chosen))
                .toList()
                .reversed();
    }

    private static String name(Role role) {
        String word = role.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String describe(Role role) {
        return switch (role) {
            case VIEWER -> "Viewer: may look";
            case CHECKER -> "Checker: may complete tasks";
            case EDITOR -> "Editor: may change projects and tasks";
            case ADMIN -> "Admin: may change people and folders";
            case OWNER -> "Owner: may do everything";
        };
    }

    private void rename(Visit visit) {
        String name = visit.form().text("name");
        SpaceId id = visit.space();
        try {
            if (folders.get(visit.caller(), id).space().isWorkspace()) {
                workspaces.rename(visit.caller(), id, name);
            } else {
                folders.change(visit.caller(), id, name, null);
            }
        } catch (ProblemException e) {
            show(visit, "", visit.refused(e, "name"));
            return;
        }
        visit.done("/spaces/" + id, "Renamed.");
    }

    private void addMember(Visit visit) {
        Fields form = visit.form();
        String handle = form.text("handle").strip();
        try {
            Member added = members.add(visit.caller(), visit.space(), handle, role(form));
            visit.done("/spaces/" + visit.space(), added.name() + " is in.");
        } catch (ProblemException e) {
            show(visit, handle, visit.refused(e, "handle"));
        }
    }

    private void changeMember(Visit visit) {
        Fields form = visit.form();
        String handle = visit.path("handle");
        try {
            if (form.has("remove")) {
                members.remove(visit.caller(), visit.space(), handle);
                visit.done("/spaces/" + visit.space(), "@" + handle + " is no longer in.");
            } else {
                Member changed = members.setRole(visit.caller(), visit.space(), handle, role(form));
                visit.done(
                        "/spaces/" + visit.space(),
                        changed.name() + " is " + changed.role().word() + " now.");
            }
        } catch (ProblemException e) {
            show(visit, "", visit.refused(e, ""));
        }
    }

    private static Role role(Fields form) {
        return Role.of(form.text("role")).orElseThrow(() -> ProblemException.invalid("/role", "is no role"));
    }

    private void askDeletion(Visit visit) {
        Standing standing = folders.get(visit.caller(), visit.space());
        if (standing.role() != Role.OWNER) {
            throw ProblemException.forbidden("Only an owner may delete it");
        }
        Space space = standing.space();
        String what = space.isWorkspace() ? "workspace" : "folder";
        visit.render(
                "confirm.jte",
                visit.frame("Delete " + what).under(new Crumb("Home", "/")),
                new Confirm(
                        "Delete this " + what + "?",
                        space.name(),
                        "All its projects and tasks go with it, for everybody. This cannot be undone.",
                        "/spaces/" + space.id() + "/deletion",
                        "Delete the " + what,
                        "/spaces/" + space.id()));
    }

    private void delete(Visit visit) {
        visit.form();
        Space space = folders.get(visit.caller(), visit.space()).space();
        if (space.isWorkspace()) {
            workspaces.delete(visit.caller(), space.id());
        } else {
            folders.delete(visit.caller(), space.id());
        }
        visit.done("/", space.name() + " is deleted.");
    }
}
