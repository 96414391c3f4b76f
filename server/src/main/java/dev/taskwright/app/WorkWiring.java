package dev.taskwright.app;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.projects.ProjectApi;
import dev.taskwright.work.projects.ProjectListApi;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.spaces.FolderApi;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.MemberApi;
import dev.taskwright.work.spaces.Members;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.WorkspaceApi;
import dev.taskwright.work.spaces.Workspaces;
import dev.taskwright.work.tasks.TaskApi;
import dev.taskwright.work.tasks.TaskListApi;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.tree.Nodes;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The work wing: spaces, projects, tasks, and the operations on them in the order of the documents. */
record WorkWiring(
        Workspaces workspaces,
        Folders folders,
        Members members,
        Projects projects,
        Tasks tasks,
        List<Operation> operations) {
    private static final int ID_LENGTH = 16;

    static WorkWiring build(PlatformWiring platform, Users users) {
        RandomTokens random = platform.random();
        Supplier<SpaceId> spaceIds = () -> new SpaceId(random.base58(ID_LENGTH));
        Supplier<ProjectId> projectIds = () -> new ProjectId(random.base58(ID_LENGTH));
        Supplier<TaskId> taskIds = () -> new TaskId(random.uuid());

        SpaceAccess access = new SpaceAccess();
        Workspaces workspaces = new Workspaces(platform.db(), access, platform.events(), spaceIds, platform.clock());
        Folders folders = new Folders(platform.db(), access, platform.events(), spaceIds, platform.clock());
        Members members = new Members(platform.db(), access, users, platform.events(), platform.clock());
        Nodes nodes = new Nodes(taskIds, platform.clock());
        ProjectAccess projectAccess = new ProjectAccess(access, platform.clock());
        Projects projects = new Projects(
                platform.db(), access, projectAccess, nodes, platform.events(), projectIds, platform.clock());
        Tasks tasks = new Tasks(platform.db(), projectAccess, nodes, platform.events());

        List<Operation> operations = Stream.of(
                        new WorkspaceApi(workspaces).operations(),
                        new FolderApi(folders).operations(),
                        new MemberApi(members).operations(),
                        new ProjectApi(projects).operations(),
                        new ProjectListApi(projects).operations(),
                        new TaskListApi(tasks).operations(),
                        new TaskApi(tasks).operations())
                .flatMap(List::stream)
                .toList();
        return new WorkWiring(workspaces, folders, members, projects, tasks, operations);
    }
}
