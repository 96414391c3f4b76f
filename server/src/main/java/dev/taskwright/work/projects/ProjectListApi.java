package dev.taskwright.work.projects;

import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.operation.PathParam.path;
import static dev.taskwright.platform.operation.QueryParam.query;

import dev.taskwright.base.Caller;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Need;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;

/** The operations that list projects. */
public final class ProjectListApi {
    /** A page is never larger; whoever asks for more gets this many, as clients of the contract expect. */
    private static final int LARGEST_PAGE = 100;

    private static final PathParam<SpaceId> FOLDER = path("folderId", ProjectJson.SPACE_ID);
    private static final QueryParam<Integer> LIMIT = query("limit", integer(1, Integer.MAX_VALUE), LARGEST_PAGE);
    private static final QueryParam<Integer> SOME = query("limit", integer(1, Integer.MAX_VALUE), 20);
    private static final QueryParam<Integer> PAGE = query("page", integer(1, Integer.MAX_VALUE), 1);
    private static final QueryParam<ViewOrder> SORT =
            query("sort", choice(ViewOrder::word, List.of(ViewOrder.values())), ViewOrder.LATEST_FIRST);

    private final Projects projects;

    public ProjectListApi(Projects projects) {
        this.projects = projects;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("folderProjectsGet", "/folders/{folderId}/projects")
                        .tag("Folder")
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("List the projects of a folder")
                        .details("The latest changed first. The id of a workspace means its Home folder.")
                        .takes(FOLDER)
                        .items(ProjectJson.PROJECT, (caller, in) -> projects.inFolder(caller, in.get(FOLDER))),
                Operation.get("folderProjectTemplatesGet", "/folders/{folderId}/project-templates")
                        .tag("Folder")
                        .allows(Needs.SPACE.least(Role.VIEWER))
                        .summary("List the templates of a folder")
                        .details(
                                "The latest changed first. The id of a workspace means its Home folder. A page holds at"
                                        + " most 100 templates; a larger limit means 100.")
                        .takes(FOLDER, SOME, PAGE)
                        .items(
                                ProjectJson.TEMPLATE,
                                (caller, in) -> projects.templates(
                                        caller, in.get(FOLDER), Math.min(in.get(SOME), LARGEST_PAGE), in.get(PAGE))),
                Operation.get("meProjectsGet", "/me/projects")
                        .tag("Me")
                        .allows(Need.ANYBODY)
                        .summary("List every project that you see, by when you last looked at it")
                        .details("A page holds at most 100 projects; a larger limit means 100.")
                        .takes(LIMIT, PAGE, SORT)
                        .items(ProjectJson.PROJECT, this::mine));
    }

    private List<Project> mine(Caller caller, Arguments in) {
        int limit = Math.min(in.get(LIMIT), LARGEST_PAGE);
        return projects.mine(caller, in.get(SORT), limit, in.get(PAGE));
    }
}
