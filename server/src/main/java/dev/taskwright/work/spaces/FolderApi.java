package dev.taskwright.work.spaces;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.spaces.SpaceJson.FolderChange;
import dev.taskwright.work.spaces.SpaceJson.NewFolder;
import java.util.List;
import java.util.Map;

/** The operations on folders. */
public final class FolderApi {
    private static final PathParam<SpaceId> FOLDER = path("folderId", SpaceJson.ID);
    private static final Body<NewFolder> NEW_FOLDER =
            body(SpaceJson.NEW_FOLDER, Map.of("name", "Papers", "access", "edit"));
    private static final Body<FolderChange> CHANGE = body(SpaceJson.FOLDER_CHANGE, Map.of("access", "invite_only"));
    private static final String TAG = "Folder";

    private final Folders folders;

    public FolderApi(Folders folders) {
        this.folders = folders;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("workspaceFoldersGet", "/workspaces/{workspaceId}/folders")
                        .tag("Workspace")
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("List the folders of a workspace that you see")
                        .details("The first is Home, which has the id of the workspace.")
                        .takes(WorkspaceApi.WORKSPACE)
                        .items(SpaceJson.SPACE, (caller, in) -> folders.list(caller, in.get(WorkspaceApi.WORKSPACE))),
                Operation.post("folderCreate", "/workspaces/{workspaceId}/folders")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN))
                        .summary("Make a folder in a workspace, which you then own")
                        .extension()
                        .takes(WorkspaceApi.WORKSPACE, NEW_FOLDER)
                        .item(SpaceJson.FOLDER, this::add),
                Operation.patch("folderUpdate", "/folders/{folderId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.ADMIN))
                        .summary("Rename a folder, or change who may enter it")
                        .extension()
                        .refusedWhen("the folder is the Home of a workspace")
                        .takes(FOLDER, CHANGE)
                        .item(SpaceJson.FOLDER, this::change),
                Operation.delete("folderDelete", "/folders/{folderId}")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.OWNER).afterSignIn())
                        .summary("Delete a folder with everything in it")
                        .extension()
                        .refusedWhen("the folder is the Home of a workspace")
                        .takes(FOLDER)
                        .done((caller, in) -> folders.delete(caller, in.get(FOLDER))));
    }

    private Space add(Caller caller, Arguments in) {
        NewFolder folder = in.get(NEW_FOLDER);
        return folders.add(caller, in.get(WorkspaceApi.WORKSPACE), folder.name(), folder.access());
    }

    private Space change(Caller caller, Arguments in) {
        FolderChange change = in.get(CHANGE);
        return folders.change(caller, in.get(FOLDER), change.name(), change.access());
    }
}
