package dev.taskwright.work.tasks;

import static dev.taskwright.platform.json.Shapes.array;
import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.optionalOrNull;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.json.Shapes.text;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.TaskId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.Fields;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.work.projects.ContentType;
import dev.taskwright.work.tree.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks and blocks on the wire. */
final class TaskJson {
    static final int LONGEST_CONTENT = 2_000;
    static final int MOST_TASKS = 20;

    static final Scalar<ProjectId> PROJECT_ID = Shapes.line(1, 128).as(ProjectId::new, ProjectId::value);
    static final Scalar<TaskId> ID = Shapes.line(1, 128).as(TaskId::new, TaskId::value);

    static final Out<Task> TASK = out("Task", Task.class)
            .field("id", ID, Task::id)
            .field("text", Shapes.TEXT, Task::text)
            .optional("parentId", ID, Task::parentId)
            .field("completed", Shapes.BOOLEAN, Task::isCompleted);

    static final Out<Task> BLOCK = out("Block", Task.class)
            .field("id", ID, Task::id)
            .field("text", Shapes.TEXT, Task::text)
            .field("completed", Shapes.BOOLEAN, Task::isCompleted);

    private static final Scalar<ContentType> TYPE = choice(ContentType::word, List.of(ContentType.values()));
    private static final Scalar<Placement> PLACE = choice(Placement::word, List.of(Placement.values()));

    /** Two clients leave out type and placement, so both have a default. */
    private static final Field<ContentType> NEW_TYPE = optional("contentType", TYPE, ContentType.MARKDOWN);

    private static final Field<String> NEW_CONTENT = required("content", text(0, LONGEST_CONTENT));
    private static final Field<@Nullable TaskId> ANCHOR = optionalOrNull("taskId", ID);
    private static final Field<Placement> PLACEMENT = optional("placement", PLACE, Placement.BEFOREEND);
    private static final In<NewTask> NEW_TASK =
            object("TaskCreate", NEW_TYPE, NEW_CONTENT, ANCHOR, PLACEMENT).as(TaskJson::newTask);
    private static final Field<List<NewTask>> TASKS = required("tasks", array(NEW_TASK, 1, MOST_TASKS));

    static final In<List<NewTask>> NEW_TASKS = object("TasksCreate", TASKS).as(o -> o.get(TASKS));

    private static final Field<ContentType> EDIT_TYPE = required("contentType", TYPE);
    private static final Field<String> EDIT_CONTENT = required("content", line(0, LONGEST_CONTENT));

    static final In<Edit> EDIT =
            object("TaskEdit", EDIT_TYPE, EDIT_CONTENT).as(o -> new Edit(o.get(EDIT_TYPE), o.get(EDIT_CONTENT)));

    private static final Field<TaskId> TARGET_TASK = required("taskId", ID);
    private static final Field<Placement> POSITION = required("position", PLACE);
    private static final Field<Target> TARGET = required(
            "target",
            object("TaskTarget", TARGET_TASK, POSITION).as(o -> new Target(o.get(TARGET_TASK), o.get(POSITION))));

    static final In<Target> MOVE = object("TaskMove", TARGET).as(o -> o.get(TARGET));

    record Edit(ContentType type, String content) {}

    record Target(TaskId task, Placement position) {}

    private TaskJson() {}

    /** A generated client can only send the text "null" where it means none. */
    private static NewTask newTask(Fields o) {
        TaskId anchor = o.get(ANCHOR);
        TaskId named = anchor == null || anchor.value().equals("null") ? null : anchor;
        Placement placement = o.get(PLACEMENT);
        if (named == null && placement.isSibling()) {
            throw o.invalid(PLACEMENT, "must be afterbegin or beforeend where no taskId is given");
        }
        return new NewTask(o.get(NEW_TYPE), o.get(NEW_CONTENT), named, placement);
    }
}
