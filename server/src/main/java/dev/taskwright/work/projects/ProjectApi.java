package dev.taskwright.work.projects;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.projects.ProjectJson.NewProject;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operations on one project. */
public final class ProjectApi {
    private static final PathParam<ProjectId> PROJECT = path("projectId", ProjectJson.ID);
    private static final PathParam<SpaceId> WORKSPACE = path("workspaceId", ProjectJson.SPACE_ID);
    private static final String CONTENT = "# Launch\n\n- [ ] Write the notes\n- [ ] Tell everybody";
    private static final Body<NewProject> NEW_PROJECT = body(
            ProjectJson.NEW_PROJECT,
            Map.of("folderId", "8hoA5PtYfKroDifZ", "contentType", "text/markdown", "content", CONTENT));
    private static final Body<String> MARKDOWN =
            body(ProjectJson.MARKDOWN, Map.of("contentType", "text/markdown", "content", CONTENT));
    private static final Body<String> RENAMING = body(ProjectJson.RENAMING, Map.of("name", "Launch in May"));
    private static final Body<SpaceId> MOVE = body(ProjectJson.MOVE, Map.of("folderId", "8hoA5PtYfKroDifZ"));
    private static final String TAG = "Project";
    private static final String FROM_MARKDOWN =
            "The first heading or paragraph gives the title; headings, lists and paragraphs below become the tree. At most"
                    + " 1 MiB.";
    private static final String TOO_DEEP = "the text is nested deeper than 64 levels";

    private final Projects projects;

    public ProjectApi(Projects projects) {
        this.projects = projects;
    }

    public List<Operation> operations() {
        return Stream.concat(whole().stream(), states().stream()).toList();
    }

    private List<Operation> whole() {
        return List.of(
                Operation.post("workspaceCreateProject", "/workspaces/{workspaceId}/projects")
                        .tag("Workspace")
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Make a project in the Home folder of a workspace")
                        .details(FROM_MARKDOWN)
                        .refusedWhen(TOO_DEEP)
                        .takes(WORKSPACE, MARKDOWN)
                        .item(ProjectJson.PROJECT, this::createInWorkspace),
                Operation.post("projectCreate", "/projects")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Make a project in a folder")
                        .details(FROM_MARKDOWN + " The id of a workspace means its Home folder.")
                        .refusedWhen(TOO_DEEP)
                        .takes(NEW_PROJECT)
                        .item(ProjectJson.PROJECT, this::create),
                Operation.get("projectGet", "/projects/{projectId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("Get a project")
                        .takes(PROJECT)
                        .item(ProjectJson.PROJECT, (caller, in) -> projects.get(caller, in.get(PROJECT))),
                Operation.patch("projectUpdate", "/projects/{projectId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Rename a project")
                        .extension()
                        .takes(PROJECT, RENAMING)
                        .item(
                                ProjectJson.PROJECT,
                                (caller, in) -> projects.rename(caller, in.get(PROJECT), in.get(RENAMING))),
                Operation.put("projectMove", "/projects/{projectId}/folder")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR))
                        .summary("Move a project to another folder")
                        .details("You need the role editor in both folders.")
                        .extension()
                        .takes(PROJECT, MOVE)
                        .item(
                                ProjectJson.PROJECT,
                                (caller, in) -> projects.move(caller, in.get(PROJECT), in.get(MOVE))),
                Operation.delete("projectDelete", "/projects/{projectId}")
                        .tag(TAG)
                        .allows(Needs.FOLDER_OF_PROJECT.least(Role.EDITOR).afterSignIn())
                        .summary("Delete a project with all its tasks")
                        .extension()
                        .takes(PROJECT)
                        .done((caller, in) -> projects.delete(caller, in.get(PROJECT))));
    }

    private List<Operation> states() {
        return List.of(
                Operation.post("projectComplete", "/projects/{projectId}/complete")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Complete a project: put it away")
                        .details("Its tasks stay as they are. Completing a completed one changes nothing.")
                        .takes(PROJECT)
                        .item(ProjectJson.PROJECT, (caller, in) -> projects.complete(caller, in.get(PROJECT))),
                Operation.post("projectRestore", "/projects/{projectId}/restore")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Take a completed project out again")
                        .takes(PROJECT)
                        .item(ProjectJson.PROJECT, (caller, in) -> projects.restore(caller, in.get(PROJECT))),
                Operation.put("projectTemplateMark", "/projects/{projectId}/template")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Make a project a template")
                        .details("It is then listed among the templates of its folder and in no list of projects.")
                        .extension()
                        .takes(PROJECT)
                        .item(ProjectJson.PROJECT, (caller, in) -> projects.setTemplate(caller, in.get(PROJECT), true)),
                Operation.delete("projectTemplateUnmark", "/projects/{projectId}/template")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Make a template a project like any other")
                        .extension()
                        .takes(PROJECT)
                        .item(
                                ProjectJson.PROJECT,
                                (caller, in) -> projects.setTemplate(caller, in.get(PROJECT), false)));
    }

    private Project createInWorkspace(Caller caller, Arguments in) {
        return projects.createInWorkspace(caller, in.get(WORKSPACE), ContentType.MARKDOWN, in.get(MARKDOWN));
    }

    private Project create(Caller caller, Arguments in) {
        NewProject wanted = in.get(NEW_PROJECT);
        return projects.create(caller, wanted.folder(), wanted.type(), wanted.content());
    }
}
