package dev.taskwright.work.fields;

import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.FieldId;
import dev.taskwright.base.ProjectId;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;

/** The operations on the fields of a project. */
public final class FieldApi {
    private static final PathParam<ProjectId> PROJECT = path("projectId", FieldJson.PROJECT_ID);
    private static final PathParam<FieldId> FIELD = path("fieldId", FieldJson.ID);
    private static final Map<String, Object> OPTIONS =
            Map.of("open", Map.of("id", "open", "name", "Open", "rank", "a"));
    private static final Body<FieldData> NEW_FIELD =
            body(FieldJson.GIVEN, Map.of("data", Map.of("type", "Select", "displayName", "State", "options", OPTIONS)));
    private static final Body<FieldData> CHANGE =
            body(FieldJson.GIVEN, Map.of("data", Map.of("type", "Select", "displayName", "Stage", "options", OPTIONS)));
    private static final String TAG = "Project";

    private final Fields fields;

    public FieldApi(Fields fields) {
        this.fields = fields;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.get("projectFieldsGet", "/projects/{projectId}/fields")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.VIEWER))
                        .summary("List the fields of a project")
                        .details("All of them, in the order in which they were made.")
                        .takes(PROJECT)
                        .items(FieldJson.FIELD, (caller, in) -> fields.list(caller, in.get(PROJECT))),
                Operation.post("projectFieldCreate", "/projects/{projectId}/fields")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Give a project another field")
                        .extension()
                        .takes(PROJECT, NEW_FIELD)
                        .item(FieldJson.FIELD, (caller, in) -> fields.add(caller, in.get(PROJECT), in.get(NEW_FIELD))),
                Operation.put("projectFieldUpdate", "/projects/{projectId}/fields/{fieldId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Change a field of a project")
                        .details("What is not said is gone; what tasks have in the field stays.")
                        .refusedWhen("the type would be another one")
                        .extension()
                        .takes(PROJECT, FIELD, CHANGE)
                        .item(
                                FieldJson.FIELD,
                                (caller, in) -> fields.change(caller, in.get(PROJECT), in.get(FIELD), in.get(CHANGE))),
                Operation.delete("projectFieldDelete", "/projects/{projectId}/fields/{fieldId}")
                        .tag(TAG)
                        .allows(Needs.PROJECT.least(Role.EDITOR))
                        .summary("Delete a field with what the tasks have in it")
                        .extension()
                        .takes(PROJECT, FIELD)
                        .done((caller, in) -> fields.delete(caller, in.get(PROJECT), in.get(FIELD))));
    }
}
