package dev.taskwright.work.tasks;

import static dev.taskwright.platform.json.Shapes.integer;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.operation.QueryParam.query;

import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.QueryParam;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tree.Cursor;
import dev.taskwright.work.tree.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that list tasks, a stretch at a time. */
public final class TaskListApi {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1_000;

    private static final QueryParam<Integer> LIMIT = query("limit", integer(1, LARGEST_LIMIT), USUAL_LIMIT);
    private static final Scalar<Cursor> CURSOR = line(1, Cursor.LONGEST).as(Cursor::new, Cursor::text);
    private static final QueryParam<@Nullable Cursor> AFTER = query("after", CURSOR);
    private static final QueryParam<@Nullable Cursor> BEFORE = query("before", CURSOR);
    private static final String CURSORS =
            "after and before take the id of an item, or nextCursor, which leads on in the same direction whatever becomes of"
                    + " the item there meanwhile.";

    private final Tasks tasks;

    public TaskListApi(Tasks tasks) {
        this.tasks = tasks;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("projectBlocksGet", "/projects/{projectId}/blocks")
                        .tag("Project")
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("List what hangs directly below the title of a project")
                        .details(CURSORS)
                        .refusedWhen("both cursors are given, or one is no block of the project")
                        .takes(TaskApi.PROJECT, LIMIT, AFTER, BEFORE)
                        .page(
                                TaskJson.BLOCK,
                                (caller, in) -> tasks.blocks(caller, in.get(TaskApi.PROJECT), window(in))),
                Operation.get("projectTasksGet", "/projects/{projectId}/tasks")
                        .tag("Project")
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("List the whole tree of a project in reading order, the title first")
                        .details(CURSORS)
                        .refusedWhen("both cursors are given, or one is no task of the project")
                        .takes(TaskApi.PROJECT, LIMIT, AFTER, BEFORE)
                        .page(TaskJson.TASK, (caller, in) -> tasks.list(caller, in.get(TaskApi.PROJECT), window(in))));
    }

    private static Window window(Arguments in) {
        return new Window(in.get(LIMIT), in.get(AFTER), in.get(BEFORE));
    }
}
