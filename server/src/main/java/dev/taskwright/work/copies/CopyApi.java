package dev.taskwright.work.copies;

import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.required;
import static dev.taskwright.platform.operation.Body.body;
import static dev.taskwright.platform.operation.PathParam.path;

import dev.taskwright.base.Caller;
import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.operation.Arguments;
import dev.taskwright.platform.operation.Body;
import dev.taskwright.platform.operation.Operation;
import dev.taskwright.platform.operation.PathParam;
import dev.taskwright.work.projects.Project;
import dev.taskwright.work.projects.ProjectJson;
import dev.taskwright.work.spaces.Needs;
import dev.taskwright.work.spaces.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that make projects of projects. */
public final class CopyApi {
    private static final PathParam<ProjectId> PROJECT = path("projectId", ProjectJson.ID);
    private static final Field<SpaceId> FOLDER_ID = required("folderId", ProjectJson.SPACE_ID);
    private static final Field<@Nullable String> TITLE = optional("projectTitle", line(1, 2_000));
    private static final Field<ProjectId> TEMPLATE_ID = required("templateId", ProjectJson.ID);
    private static final Body<Copy> COPY = body(
            object("ProjectCopy", FOLDER_ID, TITLE).as(o -> new Copy(o.get(FOLDER_ID), o.get(TITLE))),
            Map.of("folderId", "8hoA5PtYfKroDifZ", "projectTitle", "Launch, again"));
    private static final Body<Made> MADE = body(
            object("ProjectFromTemplate", FOLDER_ID, TEMPLATE_ID)
                    .as(o -> new Made(o.get(FOLDER_ID), o.get(TEMPLATE_ID))),
            Map.of("folderId", "8hoA5PtYfKroDifZ", "templateId", "R5cAQa4pU2hA7jMr"));
    private static final String TAG = "Project";

    private final Copies copies;

    public CopyApi(Copies copies) {
        this.copies = copies;
    }

    private record Copy(SpaceId folder, @Nullable String title) {}

    private record Made(SpaceId folder, ProjectId template) {}

    public List<Operation> operations() {
        return List.of(
                Operation.post("projectCopy", "/projects/{projectId}/copy")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Copy a project into a folder")
                        .details(
                                "Tasks with all they have, and fields; not guests, share links, or assignees who do not"
                                        + " see the folder. You need to see the project and to be an editor in the folder.")
                        .takes(PROJECT, COPY)
                        .item(ProjectJson.PROJECT, this::copy),
                Operation.post("projectFromTemplate", "/projects/from-template")
                        .tag(TAG)
                        .allows(Needs.SPACE.least(Role.EDITOR))
                        .summary("Make a project from a template")
                        .details("Every task is open in it and assigned to nobody. Any template that you see will do; a"
                                + " project that is no template is not found.")
                        .takes(MADE)
                        .item(ProjectJson.PROJECT, this::make));
    }

    private Project copy(Caller caller, Arguments in) {
        Copy wanted = in.get(COPY);
        return copies.copy(caller, in.get(PROJECT), wanted.folder(), wanted.title());
    }

    private Project make(Caller caller, Arguments in) {
        Made wanted = in.get(MADE);
        return copies.fromTemplate(caller, wanted.template(), wanted.folder());
    }
}
