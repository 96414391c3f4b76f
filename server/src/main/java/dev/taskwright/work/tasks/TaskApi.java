package dev.taskwright.work.tasks;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;

/** The operations that change tasks, and the one that reads a single one. */
public final class TaskApi {
    static final PathParam<ProjectId> PROJECT = path("projectId", TaskJson.PROJECT_ID);
    static final PathParam<TaskId> TASK = path("taskId", TaskJson.ID);
    private static final String SOME_TASK = "099630d4-267e-4b22-894b-08b69f3a4d79";
    private static final Body<List<NewTask>> NEW_TASKS = body(
            TaskJson.NEW_TASKS,
            Map.of(
                    "tasks",
                    List.of(Map.of(
                            "contentType", "text/markdown", "content", "Call **Jane**", "placement", "beforeend"))));
    private static final Body<TaskJson.Edit> EDIT =
            body(TaskJson.EDIT, Map.of("contentType", "text/markdown", "content", "Call Jane _today_"));
    private static final Body<TaskJson.Target> MOVE =
            body(TaskJson.MOVE, Map.of("target", Map.of("taskId", SOME_TASK, "position", "afterend")));
    private static final String TAG = "Task";

    private final Tasks tasks;

    public TaskApi(Tasks tasks) {
        this.tasks = tasks;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("taskCreate", "/projects/{projectId}/tasks/")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Add up to 20 tasks to a project")
                        .details(
                                "All or none. They are placed one after another; without taskId relative to the title.")
                        .refusedWhen("a placement is beside the project's title")
                        .refusedWhen("a task would be deeper than 64 levels")
                        .takes(PROJECT, NEW_TASKS)
                        .item(Shapes.list(TaskJson.TASK), this::create),
                Operation.get("taskGet", "/projects/{projectId}/tasks/{taskId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("Get a task")
                        .takes(PROJECT, TASK)
                        .item(TaskJson.TASK, (caller, in) -> tasks.get(caller, address(in))),
                Operation.put("taskPut", "/projects/{projectId}/tasks/{taskId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Replace the text of a task")
                        .details("On the title it renames the project.")
                        .refusedWhen("the title would be blank")
                        .takes(PROJECT, TASK, EDIT)
                        .item(TaskJson.TASK, this::edit),
                Operation.delete("taskDelete", "/projects/{projectId}/tasks/{taskId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Delete a task with everything below it")
                        .refusedWhen("it is the project's title")
                        .takes(PROJECT, TASK)
                        .done((caller, in) -> tasks.delete(caller, address(in))),
                Operation.post("taskComplete", "/projects/{projectId}/tasks/{taskId}/complete")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.CHECKER))
                        .summary("Complete a task")
                        .refusedWhen("it is completed already")
                        .takes(PROJECT, TASK)
                        .item(TaskJson.TASK, (caller, in) -> tasks.complete(caller, address(in))),
                Operation.post("taskUncomplete", "/projects/{projectId}/tasks/{taskId}/uncomplete")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.CHECKER))
                        .summary("Open a completed task again")
                        .refusedWhen("it is open")
                        .takes(PROJECT, TASK)
                        .item(TaskJson.TASK, (caller, in) -> tasks.uncomplete(caller, address(in))),
                Operation.put("taskMove", "/projects/{projectId}/tasks/{taskId}/move")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Move a task within its project")
                        .details("Everything below it moves along. A move to where it is succeeds.")
                        .refusedWhen("it is the project's title, or the target is the task or below it")
                        .refusedWhen("the place is beside the project's title")
                        .refusedWhen("a task would be deeper than 64 levels")
                        .takes(PROJECT, TASK, MOVE)
                        .item(TaskJson.TASK, this::move));
    }

    private List<Task> create(Caller caller, Arguments in) {
        return tasks.create(caller, in.get(PROJECT), in.get(NEW_TASKS));
    }

    private Task edit(Caller caller, Arguments in) {
        TaskJson.Edit edit = in.get(EDIT);
        return tasks.edit(caller, address(in), edit.type(), edit.content());
    }

    private Task move(Caller caller, Arguments in) {
        TaskJson.Target target = in.get(MOVE);
        return tasks.move(caller, address(in), target.task(), target.position());
    }

    private static TaskAddress address(Arguments in) {
        return new TaskAddress(in.get(PROJECT), in.get(TASK));
    }
}
