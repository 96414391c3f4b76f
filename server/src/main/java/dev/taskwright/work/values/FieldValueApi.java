package dev.taskwright.work.values;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.tasks.TaskAddress;
import java.util.List;
import java.util.Map;

/** The operations on what a task has in the fields of its project. */
public final class FieldValueApi {
    private static final PathParam<ProjectId> PROJECT = path("projectId", ValueJson.PROJECT_ID);
    private static final PathParam<TaskId> TASK = path("taskId", ValueJson.TASK_ID);
    private static final PathParam<FieldId> FIELD = path("fieldId", ValueJson.FIELD_ID);
    private static final Body<Object> VALUE = body(ValueJson.NEW_VALUE, Map.of("value", "open"));
    private static final String ALL = "/projects/{projectId}/tasks/{taskId}/fields";
    private static final String ONE = ALL + "/{fieldId}";
    private static final String TAG = "Task";

    private final FieldValues values;

    public FieldValueApi(FieldValues values) {
        this.values = values;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("taskFieldsValueGet", ALL)
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("List what a task has in the fields of its project")
                        .details("Only fields in which it has something, in their order.")
                        .takes(PROJECT, TASK)
                        .items(ValueJson.FIELD_VALUE, (caller, in) -> values.list(caller, address(in))),
                Operation.get("taskFieldValueGet", ONE)
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("Get what a task has in a field")
                        .details("Null for nothing, and for a password, which is never shown.")
                        .takes(PROJECT, TASK, FIELD)
                        .item(ValueJson.FIELD_VALUE, (caller, in) -> values.get(caller, address(in), in.get(FIELD))),
                Operation.put("taskFieldValuePut", ONE)
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Set what a task has in a field")
                        .details("An option goes by its id or its name; numbers and truths may be sent as texts.")
                        .refusedWhen("the field does not take it, or cannot be written")
                        .takes(PROJECT, TASK, FIELD, VALUE)
                        .done((caller, in) -> values.set(caller, address(in), in.get(FIELD), in.get(VALUE))),
                Operation.delete("taskFieldValueDelete", ONE)
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Remove what a task has in a field")
                        .details("Done also when there is nothing.")
                        .takes(PROJECT, TASK, FIELD)
                        .done((caller, in) -> values.remove(caller, address(in), in.get(FIELD))));
    }

    private static TaskAddress address(Arguments in) {
        return new TaskAddress(in.get(PROJECT), in.get(TASK));
    }
}
