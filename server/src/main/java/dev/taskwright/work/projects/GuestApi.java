package dev.taskwright.work.projects;

import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;
import static dev.taskwright.platform.operation.QueryParam.query;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.work.projects.ProjectJson.NewGuest;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;

/** The operations on the people of one project. */
public final class GuestApi {
    private static final int LARGEST_PAGE = 100;

    private static final PathParam<ProjectId> PROJECT = path("projectId", ProjectJson.ID);
    private static final PathParam<String> HANDLE = path("guestHandle", line(1, 100));
    private static final QueryParam<Integer> LIMIT = query("limit", integer(1, Integer.MAX_VALUE), 20);
    private static final QueryParam<Integer> PAGE = query("page", integer(1, Integer.MAX_VALUE), 1);
    private static final Body<NewGuest> NEW_GUEST =
            body(ProjectJson.NEW_GUEST, Map.of("handle", "jane", "role", "checker"));
    private static final Body<Role> ROLE = body(ProjectJson.GUEST_CHANGE, Map.of("role", "editor"));
    private static final String TAG = "Project";

    private final Guests guests;

    public GuestApi(Guests guests) {
        this.guests = guests;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("projectMembersGet", "/projects/{projectId}/members")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("List the people who see a project")
                        .details("Members of its folder first, then everybody the folder is open to, then guests of the"
                                + " project. A page holds at most 100 people; a larger limit means 100.")
                        .takes(PROJECT, LIMIT, PAGE)
                        .items(ProjectJson.USER, this::people),
                Operation.post("projectMemberAdd", "/projects/{projectId}/members")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.ADMIN).afterSignIn())
                        .summary("Invite somebody to a project alone")
                        .details("They see nothing else of the folder. You need the role admin in the folder.")
                        .refusedWhen("nobody has the handle")
                        .extension()
                        .takes(PROJECT, NEW_GUEST)
                        .item(ProjectJson.GUEST, this::add),
                Operation.put("projectMemberUpdate", "/projects/{projectId}/members/{guestHandle}")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.ADMIN).afterSignIn())
                        .summary("Change the role of a guest of a project")
                        .extension()
                        .takes(PROJECT, HANDLE, ROLE)
                        .item(
                                ProjectJson.GUEST,
                                (caller, in) -> guests.setRole(caller, in.get(PROJECT), in.get(HANDLE), in.get(ROLE))),
                Operation.delete("projectMemberRemove", "/projects/{projectId}/members/{guestHandle}")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.ADMIN))
                        .summary("End somebody's invitation to a project")
                        .details("Everybody may end their own.")
                        .extension()
                        .takes(PROJECT, HANDLE)
                        .done((caller, in) -> guests.remove(caller, in.get(PROJECT), in.get(HANDLE))));
    }

    private List<Guest> people(Caller caller, Arguments in) {
        return guests.people(caller, in.get(PROJECT), Math.min(in.get(LIMIT), LARGEST_PAGE), in.get(PAGE));
    }

    private Guest add(Caller caller, Arguments in) {
        NewGuest wanted = in.get(NEW_GUEST);
        return guests.add(caller, in.get(PROJECT), wanted.handle(), wanted.role());
    }
}
