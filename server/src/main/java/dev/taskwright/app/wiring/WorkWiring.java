package dev.taskwright.app.wiring;

import dev.taskwright.app.command.DataPlace;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.Operations;
import dev.taskwright.work.bundles.BundleApi;
import dev.taskwright.work.bundles.BundleParts;
import dev.taskwright.work.bundles.Bundles;
import dev.taskwright.work.copies.Copies;
import dev.taskwright.work.copies.CopyApi;
import dev.taskwright.work.details.Details;
import dev.taskwright.work.fields.FieldApi;
import dev.taskwright.work.fields.Fields;
import dev.taskwright.work.projects.GuestApi;
import dev.taskwright.work.projects.Guests;
import dev.taskwright.work.projects.ProjectAccess;
import dev.taskwright.work.projects.ProjectApi;
import dev.taskwright.work.projects.ProjectListApi;
import dev.taskwright.work.projects.Projects;
import dev.taskwright.work.projects.ShareApi;
import dev.taskwright.work.projects.ShareLinks;
import dev.taskwright.work.projects.ShareSecrets;
import dev.taskwright.work.spaces.FolderApi;
import dev.taskwright.work.spaces.Folders;
import dev.taskwright.work.spaces.MemberApi;
import dev.taskwright.work.spaces.Members;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.StagedFolders;
import dev.taskwright.work.spaces.WorkspaceApi;
import dev.taskwright.work.spaces.Workspaces;
import dev.taskwright.work.tasks.Assignments;
import dev.taskwright.work.tasks.TaskApi;
import dev.taskwright.work.tasks.TaskDetailApi;
import dev.taskwright.work.tasks.TaskDetails;
import dev.taskwright.work.tasks.TaskListApi;
import dev.taskwright.work.tasks.Tasks;
import dev.taskwright.work.tree.Nodes;
import dev.taskwright.work.values.FieldValueApi;
import dev.taskwright.work.values.FieldValues;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The work wing: spaces, projects, tasks, and the table of their operations. */
public record WorkWiring(
        Workspaces workspaces,
        Folders folders,
        Members members,
        Projects projects,
        Guests guests,
        ShareLinks shareLinks,
        Fields fields,
        Copies copies,
        Tasks tasks,
        Assignments assignments,
        TaskDetails taskDetails,
        FieldValues values,
        Bundles bundles,
        FilesWiring files,
        Nodes nodes) {
    private static final int ID_LENGTH = 16;

    public static WorkWiring build(
            DataPlace place, PlatformWiring platform, IdentityWiring identity, FileSettings files) {
        RandomTokens random = platform.random();
        Supplier<SpaceId> spaceIds = () -> new SpaceId(random.base58(ID_LENGTH));
        SpaceAccess spaces = new SpaceAccess();
        ProjectAccess access = new ProjectAccess(spaces, platform.clock());
        Nodes nodes = new Nodes(() -> new TaskId(random.uuid()), platform.clock());
        Details details = new Details();
        Projects projects = new Projects(
                platform.db(),
                spaces,
                access,
                nodes,
                platform.events(),
                () -> new ProjectId(random.base58(ID_LENGTH)),
                platform.clock());
        Fields fields = new Fields(
                platform.db(),
                access,
                platform.events(),
                () -> new FieldId(random.base58(ID_LENGTH)),
                platform.clock());
        FilesWiring filesWiring = FilesWiring.build(place, platform, spaces, files);
        return new WorkWiring(
                new Workspaces(platform.db(), spaces, platform.events(), spaceIds, platform.clock()),
                new Folders(platform.db(), spaces, platform.events(), spaceIds, platform.clock()),
                new Members(platform.db(), spaces, identity.users(), platform.events(), platform.clock()),
                projects,
                new Guests(platform.db(), projects, access, identity.users(), platform.events(), platform.clock()),
                new ShareLinks(platform.db(), projects, access, secrets(platform), platform.events(), platform.clock()),
                fields,
                new Copies(platform.db(), projects, nodes, fields, details),
                new Tasks(platform.db(), access, nodes, platform.events()),
                new Assignments(platform.db(), access, nodes, details, platform.events()),
                new TaskDetails(platform.db(), access, nodes, details, platform.events()),
                new FieldValues(
                        platform.db(),
                        access,
                        new FieldValues.Sources(nodes, fields, details, filesWiring.medias()),
                        platform.passwords(),
                        platform.events()),
                filesWiring.bundles(
                        platform,
                        new BundleParts(
                                platform.db(),
                                spaces,
                                projects,
                                nodes,
                                fields,
                                details,
                                filesWiring.medias(),
                                filesWiring.spool()),
                        new StagedFolders(spaces, platform.events(), spaceIds, platform.clock())),
                filesWiring,
                nodes);
    }

    private static ShareSecrets secrets(PlatformWiring platform) {
        return new ShareSecrets(
                platform.sealer(),
                platform.random(),
                platform.passwords(),
                platform.keyFile().derive("share_pass"));
    }

    /** What is swept out now and then. */
    List<Runnable> sweeps(Db db) {
        return List.of(bundles::forgetGivenUp, projects.staged()::forgetGivenUp, () -> db.write(nodes::forgetOld));
    }

    /**
     * The REST API, version 1.
     *
     * @param issuer the server's public address, without a slash at the end
     * @param root the path below which the operations are served
     */
    public Operations operations(String issuer, String root) {
        return new Operations(Stream.<List<Operation>>of(
                        new WorkspaceApi(workspaces).operations(),
                        new FolderApi(folders).operations(),
                        new MemberApi(members).operations(),
                        new ProjectListApi(projects).operations(),
                        new ProjectApi(projects).operations(),
                        new CopyApi(copies).operations(),
                        new GuestApi(guests).operations(),
                        new ShareApi(shareLinks, issuer).operations(),
                        new FieldApi(fields).operations(),
                        new TaskListApi(tasks).operations(),
                        new TaskApi(tasks).operations(),
                        new TaskDetailApi(assignments, taskDetails).operations(),
                        new FieldValueApi(values).operations(),
                        new BundleApi(bundles).operations(),
                        files.mediaApi(issuer + root).operations())
                .flatMap(List::stream)
                .toList());
    }
}
