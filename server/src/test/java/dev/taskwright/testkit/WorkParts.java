package dev.taskwright.testkit;

import dev.taskwright.base.Caller;
import dev.taskwright.base.FieldId;
import dev.taskwright.base.MediaId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.base.TaskId;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.crypto.RandomTokens;
import dev.taskwright.platform.crypto.Sealer;
import dev.taskwright.platform.db.Db;
import dev.taskwright.platform.events.EventLog;
import dev.taskwright.platform.events.LoggedEvent;
import dev.taskwright.platform.jobs.JobHandler;
import dev.taskwright.platform.jobs.JobRunner;
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
import dev.taskwright.work.media.MediaApi;
import dev.taskwright.work.media.MediaFiles;
import dev.taskwright.work.media.MediaSweep;
import dev.taskwright.work.media.Medias;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.projects.GuestApi;
import dev.taskwright.work.projects.Guests;
import dev.taskwright.work.projects.Project;
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
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import dev.taskwright.work.spaces.SpaceAccess;
import dev.taskwright.work.spaces.StagedFolders;
import dev.taskwright.work.spaces.Standing;
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
import java.util.Optional;
import java.util.stream.Stream;

/** The work wing on one database, wired as in the server, with people to try it. */
public final class WorkParts {
    public static final Caller OPERATOR = People.OPERATOR;

    /** Where share links lead. */
    public static final String ISSUER = "http://localhost";

    public final Db db;
    public final FakeClock clock = new FakeClock();
    public final EventLog events = new EventLog(clock);
    public final People people;
    public final Users users;
    public final Workspaces workspaces;
    public final Folders folders;
    public final Members members;
    public final Nodes nodes;
    public final Projects projects;
    public final Guests guests;
    public final ShareLinks shareLinks;
    public final Fields fields;
    public final Copies copies;
    public final Tasks tasks;
    public final Details details = new Details();
    public final Assignments assignments;
    public final TaskDetails taskDetails;
    public final TestFiles files;
    public final MediaFiles mediaFiles;
    public final Medias medias;
    public final FieldValues values;
    public final StagedFolders staged;
    public final Bundles bundles;
    public final Operations operations;

    public final ProjectAccess projectAccess;
    private long seen;
    private int made;

    public WorkParts(Db db) {
        this.db = db;
        RandomTokens random = new RandomTokens();
        SpaceAccess access = new SpaceAccess();
        projectAccess = new ProjectAccess(access, clock);
        people = new People(db, clock);
        users = people.users();
        workspaces = new Workspaces(db, access, events, () -> new SpaceId(random.base58(16)), clock);
        folders = new Folders(db, access, events, () -> new SpaceId(random.base58(16)), clock);
        members = new Members(db, access, users, events, clock);
        nodes = new Nodes(() -> new TaskId(random.uuid()), clock);
        projects =
                new Projects(db, access, projectAccess, nodes, events, () -> new ProjectId(random.base58(16)), clock);
        fields = new Fields(db, projectAccess, events, () -> new FieldId(random.base58(16)), clock);
        KeyFile keyFile = Provider.keyFile();
        ShareSecrets secrets =
                new ShareSecrets(new Sealer(keyFile, random), random, people.passwords(), keyFile.derive("share_pass"));
        shareLinks = new ShareLinks(db, projects, projectAccess, secrets, events, clock);
        guests = new Guests(db, projects, projectAccess, users, events, clock);
        copies = new Copies(db, projects, nodes, fields, details);
        tasks = new Tasks(db, projectAccess, nodes, events);
        assignments = new Assignments(db, projectAccess, nodes, details, events);
        taskDetails = new TaskDetails(db, projectAccess, nodes, details, events);
        files = new TestFiles(random, clock);
        mediaFiles = new MediaFiles(db, files.blobs, random::uuid, clock);
        medias = new Medias(db, access, mediaFiles, files.spool, events, () -> new MediaId(random.uuid()), clock);
        values = new FieldValues(
                db, projectAccess, new FieldValues.Sources(nodes, fields, details, medias), people.passwords(), events);
        staged = new StagedFolders(access, events, () -> new SpaceId(random.base58(16)), clock);
        bundles = new Bundles(
                new BundleParts(db, access, projects, nodes, fields, details, medias, files.spool),
                staged,
                TestFiles.LARGEST_UPLOAD,
                clock);
        operations = new Operations(operations());
    }

    private List<Operation> operations() {
        return Stream.of(
                        new WorkspaceApi(workspaces).operations(),
                        new FolderApi(folders).operations(),
                        new MemberApi(members).operations(),
                        new ProjectApi(projects).operations(),
                        new ProjectListApi(projects).operations(),
                        new CopyApi(copies).operations(),
                        new GuestApi(guests).operations(),
                        new ShareApi(shareLinks, ISSUER).operations(),
                        new FieldApi(fields).operations(),
                        new TaskListApi(tasks).operations(),
                        new TaskApi(tasks).operations(),
                        new TaskDetailApi(assignments, taskDetails).operations(),
                        new FieldValueApi(values).operations(),
                        new BundleApi(bundles).operations(),
                        new MediaApi(medias, TestFiles.LARGEST_UPLOAD, "http://localhost/api/v1").operations())
                .flatMap(List::stream)
                .toList();
    }

    /** What somebody may do in a project; empty when they do not see it. */
    public Optional<Role> projectAccess(Caller caller, ProjectId project) {
        return db.read(tx -> projectAccess.find(tx, caller, project)).map(Standing::role);
    }

    /** A new person, who may use the API. */
    public Caller.Person person(String handle) {
        return People.calling(people.add(handle));
    }

    public Space workspace(Caller.Person owner, String name) {
        return workspaces.add(owner, owner.id(), name);
    }

    /** A new person with a role in a space. */
    public Caller.Person member(Space space, Role role) {
        Caller.Person person = person(role.word() + "-" + ++made);
        members.add(OPERATOR, space.id(), person.handle(), role);
        return person;
    }

    public Project project(Caller caller, Space space, String markdown) {
        return projects.create(caller, space.id(), ContentType.MARKDOWN, markdown);
    }

    /** Carries out what was written down as work to be done. */
    public void runJobs() {
        List<JobHandler> handlers =
                List.of(MediaSweep.afterFiles(mediaFiles), MediaSweep.afterSpaces(Space.DELETED, mediaFiles));
        try (JobRunner runner = new JobRunner(db, clock, handlers)) {
            int done;
            do {
                done = runner.runDue();
            } while (done > 0);
        }
    }

    /** What was logged since the last time one asked, as kinds. */
    public List<String> newEvents() {
        List<LoggedEvent> logged = db.read(tx -> events.since(tx, seen, 10_000));
        seen = logged.isEmpty() ? seen : logged.getLast().number();
        return logged.stream().map(LoggedEvent::kind).toList();
    }
}
