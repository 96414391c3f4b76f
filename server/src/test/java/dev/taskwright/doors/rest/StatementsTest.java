package dev.taskwright.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.base.Caller;
import dev.taskwright.base.Upload;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.testkit.ApiServer;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.TestDatabase;
import dev.taskwright.testkit.WorkParts;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.NewTask;
import dev.taskwright.work.tasks.Task;
import dev.taskwright.work.tasks.TaskAddress;
import dev.taskwright.work.tree.Window;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

/**
 * How many statements each operation sends to the database, the look at the token left out where it is remembered. A
 * figure that grows must be meant; and none grows with how much there is.
 */
class StatementsTest {
    private static final Map<String, Integer> PINNED = new TreeMap<>();

    static {
        String pinned = """
                bundleExport=21 bundleExportZip=23 bundleImport=15 bundleImportZip=15 folderCreate=5 folderDelete=5
                folderProjectTemplatesGet=2 folderProjectsGet=2 folderUpdate=2 meProjectsGet=1 mediaDelete=6
                mediaDownload=2 mediaDownloadAll=2 mediaGet=2 mediaUpload=7 mediasGet=2 projectBlocksGet=3
                projectComplete=5 projectCopy=17 projectCreate=7 projectDelete=7 projectFieldCreate=5
                projectFieldDelete=5 projectFieldUpdate=5 projectFieldsGet=2 projectFromTemplate=15 projectGet=2
                projectMemberAdd=9 projectMemberRemove=11 projectMemberUpdate=9 projectMembersGet=2 projectMove=10
                projectRestore=3 projectShareLinkDisable=7 projectShareLinkEnable=6 projectShareLinkGet=3
                projectShareLinkRotate=11 projectShareLinkUpdate=9 projectTasksGet=4 projectTemplateMark=5
                projectTemplateUnmark=3 projectUpdate=6 spaceMemberAdd=6 spaceMemberRemove=6 spaceMemberUpdate=4
                spaceMembersGet=2 taskAssigneesGet=3 taskComplete=5 taskCreate=6 taskDelete=5 taskDeleteAssignees=6
                taskDeleteDate=5 taskFieldValueDelete=5 taskFieldValueGet=4 taskFieldValuePut=9 taskFieldsValueGet=4
                taskGet=2 taskGetDate=3 taskMove=10 taskNoteDelete=5 taskNoteGet=3 taskNotePut=5 taskPut=5
                taskPutAssignees=4 taskPutDate=5 taskUncomplete=5 workspaceCreate=3 workspaceCreateProject=7
                workspaceDelete=5 workspaceFoldersGet=2 workspaceUpdate=4 workspacesGet=1
                """;
        for (String one : pinned.strip().split("\\s+")) {
            String[] sides = one.split("=");
            PINNED.put(sides[0], Integer.parseInt(sides[1]));
        }
    }

    /** These read each project for itself. */
    private static final Set<String> BY_THE_PIECE = Set.of("bundleExport", "bundleExportZip");

    private final AtomicInteger count = new AtomicInteger();

    @Test
    void everyOperationSendsAsManyStatementsAsItSays() {
        try (TestDatabase data = DatabaseKind.SQLITE.fresh()) {
            WorkParts work = new WorkParts(data.db());
            try (ApiServer api = new ApiServer(work)) {
                Caller.Person owner = work.person("owner");
                work.person(Sweep.NEWCOMER);
                work.person(Sweep.LEAVER);
                work.person(Sweep.GUEST);
                String token = api.token(owner);
                api.call("GET", "/workspaces", token, "");
                listen(work);
                Map<String, Integer> found = new TreeMap<>();
                List<String> growing = new ArrayList<>();
                for (Operation operation : work.operations.all()) {
                    int few = statements(api, operation, new Sweep(work, Map.of(Role.OWNER, owner)), token);
                    int many = statements(api, operation, grown(work, owner), token);
                    found.put(operation.id(), few);
                    if (many != few && !BY_THE_PIECE.contains(operation.id())) {
                        growing.add(operation.id() + ": " + few + ", then " + many);
                    }
                }
                assertThat(growing)
                        .as("operations whose statements grow with what there is")
                        .isEmpty();
                assertThat(found).isEqualTo(PINNED);
            }
        }
    }

    /** The only connections there are while one request follows the other. */
    private void listen(WorkParts work) {
        SqlLogger logger = new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                String sql = context.getRawSql();
                if (!sql.matches("(?i)\\s*(begin|commit|rollback|savepoint|release).*")) {
                    count.incrementAndGet();
                }
            }
        };
        work.db.read(tx -> tx.handle().getConfig(SqlStatements.class).setSqlLogger(logger));
        work.db.write(tx -> tx.handle().getConfig(SqlStatements.class).setSqlLogger(logger));
    }

    private int statements(ApiServer api, Operation operation, Sweep sweep, String token) {
        count.set(0);
        assertThat(sweep.send(api, operation, token).status())
                .as(operation.id())
                .isEqualTo(200);
        assertThat(count.get()).as(operation.id()).isPositive();
        return count.get();
    }

    /** The same places with much more in them. */
    private static Sweep grown(WorkParts work, Caller.Person owner) {
        Sweep sweep = new Sweep(work, Map.of(Role.OWNER, owner));
        for (int i = 0; i < 2; i++) {
            work.tasks.create(
                    owner,
                    sweep.project().id(),
                    List.of(NewTask.last("a"), NewTask.last("b"), NewTask.last("c"), NewTask.last("d")));
            work.project(owner, sweep.workspace(), "# More\n\n- a\n");
            work.medias.upload(
                    owner,
                    sweep.workspace().id(),
                    "a.txt",
                    new Upload(new ByteArrayInputStream(new byte[] {'a'}), null));
        }
        for (Task task : work.tasks
                .list(owner, sweep.project().id(), new Window(5, null, null))
                .items()) {
            work.assignments.set(owner, new TaskAddress(sweep.project().id(), task.id()), List.of(Sweep.LEAVER));
        }
        return sweep;
    }
}
