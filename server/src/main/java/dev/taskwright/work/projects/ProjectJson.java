package dev.taskwright.work.projects;

import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.base.ProjectId;
import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes;
import dev.taskwright.work.spaces.Role;
import java.util.List;

/** Projects on the wire. */
public final class ProjectJson {
    public static final Scalar<ProjectId> ID = Shapes.line(1, 128).as(ProjectId::new, ProjectId::value);
    public static final Scalar<SpaceId> SPACE_ID = Shapes.line(1, 128).as(SpaceId::new, SpaceId::value);

    public static final Out<Project> PROJECT = out("Project", Project.class)
            .field("id", ID, Project::id)
            .field("name", Shapes.TEXT, Project::name)
            .field("completed", Shapes.BOOLEAN, Project::isCompleted);

    static final Out<Project> TEMPLATE = out("ProjectTemplate", Project.class)
            .field("id", ID, Project::id)
            .field("name", Shapes.TEXT, Project::name);

    static final Out<Guest> USER = out("User", Guest.class)
            .field("handle", Shapes.TEXT, Guest::handle)
            .field("displayName", Shapes.TEXT, Guest::name);

    private static final Scalar<Role> GUEST_ROLE = choice(Role::word, Guests.ROLES);

    static final Out<Guest> GUEST = out("Guest", Guest.class)
            .field("handle", Shapes.TEXT, Guest::handle)
            .field("displayName", Shapes.TEXT, Guest::name)
            .field("role", GUEST_ROLE, Guest::role);

    private static final Field<SpaceId> FOLDER_ID = required("folderId", SPACE_ID);
    private static final Field<ContentType> CONTENT_TYPE =
            required("contentType", choice(ContentType::word, List.of(ContentType.values())));
    private static final Field<ContentType> ONLY_MARKDOWN =
            required("contentType", choice(ContentType::word, List.of(ContentType.MARKDOWN)));
    private static final Field<String> CONTENT = required("content", Shapes.TEXT);
    private static final Field<String> NAME = required("name", line(1, 2_000));

    static final In<NewProject> NEW_PROJECT = object("ProjectCreate", FOLDER_ID, CONTENT_TYPE, CONTENT)
            .as(o -> new NewProject(o.get(FOLDER_ID), o.get(CONTENT_TYPE), o.get(CONTENT)));

    static final In<String> MARKDOWN =
            object("WorkspaceProjectCreate", ONLY_MARKDOWN, CONTENT).as(o -> o.get(CONTENT));

    static final In<String> RENAMING = object("ProjectChange", NAME).as(o -> o.get(NAME));

    static final In<SpaceId> MOVE = object("ProjectMove", FOLDER_ID).as(o -> o.get(FOLDER_ID));

    private static final Field<String> HANDLE = required("handle", line(1, 100));
    private static final Field<Role> ROLE = required("role", GUEST_ROLE);

    static final In<NewGuest> NEW_GUEST =
            object("GuestAdd", HANDLE, ROLE).as(o -> new NewGuest(o.get(HANDLE), o.get(ROLE)));

    static final In<Role> GUEST_CHANGE = object("GuestChange", ROLE).as(o -> o.get(ROLE));

    record NewGuest(String handle, Role role) {}

    record NewProject(SpaceId folder, ContentType type, String content) {}

    private ProjectJson() {}
}
