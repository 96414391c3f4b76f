package dev.taskwright.work.spaces;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.spaces.SpaceJson.NewMember;
import java.util.List;
import java.util.Map;

/** The operations on the members of a workspace or folder. */
public final class MemberApi {
    private static final PathParam<SpaceId> SPACE = path("spaceId", SpaceJson.ID);
    private static final PathParam<String> HANDLE = path("handle", Shapes.line(1, 100));
    private static final Body<NewMember> NEW_MEMBER =
            body(SpaceJson.NEW_MEMBER, Map.of("handle", "jane", "role", "editor"));
    private static final Body<Role> CHANGE = body(SpaceJson.ROLE_CHANGE, Map.of("role", "viewer"));
    private static final String TAG = "Member";
    private static final String LAST_OWNER = "The last owner can neither be removed nor become something less.";

    private final Members members;

    public MemberApi(Members members) {
        this.members = members;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("spaceMembersGet", "/spaces/{spaceId}/members")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("List the members of a workspace or folder")
                        .extension()
                        .takes(SPACE)
                        .items(SpaceJson.MEMBER, (caller, in) -> members.list(caller, in.get(SPACE))),
                Operation.post("spaceMemberAdd", "/spaces/{spaceId}/members")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN).afterSignIn())
                        .summary("Add somebody to a workspace or folder")
                        .extension()
                        .refusedWhen("nobody has the handle")
                        .takes(SPACE, NEW_MEMBER)
                        .item(SpaceJson.MEMBER, this::add),
                Operation.put("spaceMemberUpdate", "/spaces/{spaceId}/members/{handle}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN).afterSignIn())
                        .summary("Change the role of a member")
                        .details(LAST_OWNER)
                        .extension()
                        .takes(SPACE, HANDLE, CHANGE)
                        .item(
                                SpaceJson.MEMBER,
                                (caller, in) -> members.setRole(caller, in.get(SPACE), in.get(HANDLE), in.get(CHANGE))),
                Operation.delete("spaceMemberRemove", "/spaces/{spaceId}/members/{handle}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN).afterSignIn())
                        .summary("Remove a member, or leave")
                        .details(LAST_OWNER)
                        .extension()
                        .takes(SPACE, HANDLE)
                        .done((caller, in) -> members.remove(caller, in.get(SPACE), in.get(HANDLE))));
    }

    private Member add(Caller caller, Arguments in) {
        NewMember member = in.get(NEW_MEMBER);
        return members.add(caller, in.get(SPACE), member.handle(), member.role());
    }
}
