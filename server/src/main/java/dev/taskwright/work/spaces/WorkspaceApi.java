package dev.taskwright.work.spaces;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Need;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import java.util.List;
import java.util.Map;

/** The operations on workspaces. */
public final class WorkspaceApi {
    static final PathParam<SpaceId> WORKSPACE = path("workspaceId", SpaceJson.ID);
    private static final Body<String> NAMED = body(SpaceJson.NAMED, Map.of("name", "Research"));
    private static final String TAG = "Workspace";

    private final Workspaces workspaces;

    public WorkspaceApi(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("workspacesGet", "/workspaces")
                        .tag(TAG)
                        .allows(Need.ANYBODY)
                        .summary("List the workspaces you are a member of")
                        .items(SpaceJson.SPACE, (caller, in) -> workspaces.list(caller)),
                Operation.post("workspaceCreate", "/workspaces")
                        .tag(TAG)
                        .allows(Need.ANYBODY)
                        .summary("Make a workspace, which you then own")
                        .extension()
                        .takes(NAMED)
                        .item(SpaceJson.SPACE, this::add),
                Operation.patch("workspaceUpdate", "/workspaces/{workspaceId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN))
                        .summary("Rename a workspace")
                        .extension()
                        .takes(WORKSPACE, NAMED)
                        .item(
                                SpaceJson.SPACE,
                                (caller, in) -> workspaces.rename(caller, in.get(WORKSPACE), in.get(NAMED))),
                Operation.delete("workspaceDelete", "/workspaces/{workspaceId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.OWNER).afterSignIn())
                        .summary("Delete a workspace with everything in it")
                        .details("Its folders go too, also those that you do not see.")
                        .extension()
                        .takes(WORKSPACE)
                        .done((caller, in) -> workspaces.delete(caller, in.get(WORKSPACE))));
    }

    private Space add(Caller caller, Arguments in) {
        return switch (caller) {
            case Caller.Person person -> workspaces.add(caller, person.id(), in.get(NAMED));
            case Caller.Operator _, Caller.Visitor _ ->
                throw ProblemException.forbidden("A workspace needs a person who owns it");
        };
    }
}
