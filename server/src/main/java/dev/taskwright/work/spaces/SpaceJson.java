package dev.taskwright.work.spaces;

import static dev.taskwright.platform.json.Shapes.choice;
import static dev.taskwright.platform.json.Shapes.line;
import static dev.taskwright.platform.json.Shapes.object;
import static dev.taskwright.platform.json.Shapes.optional;
import static dev.taskwright.platform.json.Shapes.out;
import static dev.taskwright.platform.json.Shapes.required;

import dev.taskwright.base.SpaceId;
import dev.taskwright.platform.json.Field;
import dev.taskwright.platform.json.In;
import dev.taskwright.platform.json.Out;
import dev.taskwright.platform.json.Scalar;
import dev.taskwright.platform.json.Shapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workspaces, folders and members on the wire. */
final class SpaceJson {
    static final Scalar<SpaceId> ID = Shapes.line(1, 128).as(SpaceId::new, SpaceId::value);

    static final Out<Space> SPACE =
            out("Space", Space.class).field("id", ID, Space::id).field("name", Shapes.TEXT, Space::name);

    private static final Scalar<FolderAccess> ACCESS = choice(FolderAccess::word, List.of(FolderAccess.values()));
    private static final Scalar<Role> ROLE = choice(Role::word, List.of(Role.values()));
    private static final Scalar<String> NAME_TEXT = line(1, Space.LONGEST_NAME);

    static final Out<Space> FOLDER = out("Folder", Space.class)
            .field("id", ID, Space::id)
            .field("name", Shapes.TEXT, Space::name)
            .optional("workspaceId", ID, Space::workspace)
            .field("access", ACCESS, Space::access);

    static final Out<Member> MEMBER = out("Member", Member.class)
            .field("handle", Shapes.TEXT, Member::handle)
            .field("displayName", Shapes.TEXT, Member::name)
            .field("role", ROLE, Member::role);

    private static final Field<String> NAME = required("name", NAME_TEXT);
    private static final Field<@Nullable String> NEW_NAME = optional("name", NAME_TEXT);
    private static final Field<FolderAccess> OPEN_TO = optional("access", ACCESS, FolderAccess.INVITE_ONLY);
    private static final Field<@Nullable FolderAccess> NEW_OPEN_TO = optional("access", ACCESS);
    private static final Field<String> HANDLE = required("handle", line(1, 100));
    private static final Field<Role> ITS_ROLE = required("role", ROLE);

    static final In<String> NAMED = object("Named", NAME).as(o -> o.get(NAME));

    static final In<NewFolder> NEW_FOLDER =
            object("FolderCreate", NAME, OPEN_TO).as(o -> new NewFolder(o.get(NAME), o.get(OPEN_TO)));

    static final In<FolderChange> FOLDER_CHANGE = object("FolderChange", NEW_NAME, NEW_OPEN_TO)
            .as(o -> {
                if (!o.has(NEW_NAME) && !o.has(NEW_OPEN_TO)) {
                    throw o.invalid("must name at least one of name and access");
                }
                return new FolderChange(o.get(NEW_NAME), o.get(NEW_OPEN_TO));
            });

    static final In<NewMember> NEW_MEMBER =
            object("MemberAdd", HANDLE, ITS_ROLE).as(o -> new NewMember(o.get(HANDLE), o.get(ITS_ROLE)));

    static final In<Role> ROLE_CHANGE = object("MemberChange", ITS_ROLE).as(o -> o.get(ITS_ROLE));

    record NewFolder(String name, FolderAccess access) {}

    record FolderChange(@Nullable String name, @Nullable FolderAccess access) {}

    record NewMember(String handle, Role role) {}

    private SpaceJson() {}
}
