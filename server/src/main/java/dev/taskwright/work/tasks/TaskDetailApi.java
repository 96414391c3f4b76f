package dev.taskwright.work.tasks;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.OperationDraft;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.details.Note;
import dev.taskwright.work.details.TaskDate;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;

/** The operations on the assignees, the date and the note of a task. */
public final class TaskDetailApi {
    private static final PathParam<String> ASSIGNEE = path("assigneeHandle", DetailJson.HANDLE);
    private static final Body<List<String>> ASSIGNEES = body(DetailJson.ASSIGNEES, Map.of("handles", List.of("jane")));
    private static final Body<TaskDate> DATE = body(
            DetailJson.NEW_DATE,
            Map.of("start", Map.of("date", "2026-05-04", "time", "09:30:00", "timezone", "Europe/Vienna")));
    private static final Body<Note> NOTE =
            body(DetailJson.NEW_NOTE, Map.of("type", "text/markdown", "value", "Ask for the **new** key"));
    private static final String ASSIGNEES_PATH = "/projects/{projectId}/tasks/{taskId}/assignees";
    private static final String DATE_PATH = "/projects/{projectId}/tasks/{taskId}/date";
    private static final String NOTE_PATH = "/projects/{projectId}/tasks/{taskId}/note";

    private final Assignments assignments;
    private final TaskDetails details;

    public TaskDetailApi(Assignments assignments, TaskDetails details) {
        this.assignments = assignments;
        this.details = details;
    }

    public List<Operation> operations() {
        return List.of(
                seen(Operation.get("taskAssigneesGet", ASSIGNEES_PATH), "List who a task is assigned to")
                        .takes(TaskApi.PROJECT, TaskApi.TASK)
                        .items(DetailJson.USER, (caller, in) -> assignments.list(caller, address(in))),
                edited(
                                Operation.put("taskPutAssignees", ASSIGNEES_PATH),
                                "Assign a task to exactly these people, or to nobody")
                        .details("Handles are taken with or without a leading @, in capitals or not.")
                        .refusedWhen("somebody does not see the project; then nothing changes")
                        .takes(TaskApi.PROJECT, TaskApi.TASK, ASSIGNEES)
                        .item(TaskJson.TASK, (caller, in) -> assignments.set(caller, address(in), in.get(ASSIGNEES))),
                edited(
                                Operation.delete("taskDeleteAssignees", ASSIGNEES_PATH + "/{assigneeHandle}"),
                                "Take a task from one person")
                        .refusedWhen("it is not assigned to them")
                        .takes(TaskApi.PROJECT, TaskApi.TASK, ASSIGNEE)
                        .item(TaskJson.TASK, (caller, in) -> assignments.remove(caller, address(in), in.get(ASSIGNEE))),
                seen(Operation.get("taskGetDate", DATE_PATH), "Get the date of a task")
                        .details("404 when it has none.")
                        .takes(TaskApi.PROJECT, TaskApi.TASK)
                        .item(DetailJson.TASK_DATE, (caller, in) -> details.date(caller, address(in))),
                edited(Operation.put("taskPutDate", DATE_PATH), "Give a task a date")
                        .details("Replaces the one it had, its end too. Without a time it is the whole day.")
                        .refusedWhen("a day, time or zone does not exist, or the end is before the start")
                        .takes(TaskApi.PROJECT, TaskApi.TASK, DATE)
                        .item(TaskJson.TASK, (caller, in) -> details.setDate(caller, address(in), in.get(DATE))),
                edited(Operation.delete("taskDeleteDate", DATE_PATH), "Take the date from a task")
                        .refusedWhen("it has none")
                        .takes(TaskApi.PROJECT, TaskApi.TASK)
                        .item(TaskJson.TASK, (caller, in) -> details.removeDate(caller, address(in))),
                seen(Operation.get("taskNoteGet", NOTE_PATH), "Get the note of a task")
                        .details("404 when it has none.")
                        .takes(TaskApi.PROJECT, TaskApi.TASK)
                        .item(DetailJson.NOTE, (caller, in) -> details.note(caller, address(in))),
                edited(Operation.put("taskNotePut", NOTE_PATH), "Write the note of a task")
                        .details("Replaces the one it had.")
                        .takes(TaskApi.PROJECT, TaskApi.TASK, NOTE)
                        .item(DetailJson.NOTE, (caller, in) -> details.setNote(caller, address(in), in.get(NOTE))),
                edited(Operation.delete("taskNoteDelete", NOTE_PATH), "Delete the note of a task")
                        .refusedWhen("it has none")
                        .takes(TaskApi.PROJECT, TaskApi.TASK)
                        .done((caller, in) -> details.removeNote(caller, address(in))));
    }

    private static OperationDraft seen(OperationDraft draft, String summary) {
        return draft.tag("Task").allows(Needs.PROJECT.least(Role.VIEWER)).summary(summary);
    }

    private static OperationDraft edited(OperationDraft draft, String summary) {
        return draft.tag("Task").allows(Needs.PROJECT.least(Role.EDITOR)).summary(summary);
    }

    private static TaskAddress address(Arguments in) {
        return new TaskAddress(in.get(TaskApi.PROJECT), in.get(TaskApi.TASK));
    }
}
