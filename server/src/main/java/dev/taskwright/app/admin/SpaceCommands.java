package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.SpaceId;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.config.Option;
import dev.taskwright.work.spaces.FolderAccess;
import dev.taskwright.work.spaces.Member;
import dev.taskwright.work.spaces.Role;
import dev.taskwright.work.spaces.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code workspace add|list}, {@code folder add}, {@code member add|list|remove}. */
public final class SpaceCommands {
    private static final Option<String> OWNER = Option.text("owner", "USER", "Handle or e-mail address of its owner")
            .asRequired();
    private static final Option<String> NAME =
            Option.text("name", "NAME", "Its name").asRequired();
    private static final Option<SpaceId> WORKSPACE = Option.of(
                    "workspace", "ID", "The workspace, as workspace list shows it", SpaceCommands::spaceId)
            .asRequired();
    private static final Option<SpaceId> SPACE = Option.of(
                    "space", "ID", "The workspace or folder", SpaceCommands::spaceId)
            .asRequired();
    private static final Option<Role> ROLE = Option.of(
                    "role", "ROLE", "Owner, Admin, Editor, Checker or Viewer", SpaceCommands::role)
            .orElse("Editor");

    private SpaceCommands() {}

    public static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "workspace add", "", "Make a workspace", List.of(OWNER, NAME), SpaceCommands::addWorkspace),
                new AdminCommand("workspace list", "", "List the workspaces", List.of(), SpaceCommands::listWorkspaces),
                new AdminCommand(
                        "folder add",
                        "",
                        "Make a folder that only its members see",
                        List.of(WORKSPACE, NAME),
                        SpaceCommands::addFolder),
                new AdminCommand(
                        "member add",
                        "",
                        "Let a person into a workspace or folder, or change their role there",
                        List.of(SPACE, UserCommands.USER.asRequired(), ROLE),
                        SpaceCommands::addMember),
                new AdminCommand(
                        "member list",
                        "",
                        "List who is in a workspace or folder",
                        List.of(SPACE),
                        SpaceCommands::members),
                new AdminCommand(
                        "member remove",
                        "",
                        "End a person's access to a workspace or folder",
                        List.of(SPACE, UserCommands.USER.asRequired()),
                        SpaceCommands::removeMember));
    }

    private static Answer addWorkspace(House house, AdminCall call) {
        User owner = house.identity().users().require(call.need(OWNER));
        return call.answer(json(house.work().workspaces().add(House.OPERATOR, owner.id(), call.need(NAME))));
    }

    private static Answer listWorkspaces(House house, AdminCall call) {
        return call.answer(house.work().workspaces().list(House.OPERATOR).stream()
                .map(SpaceCommands::json)
                .toList());
    }

    private static Answer addFolder(House house, AdminCall call) {
        return call.answer(json(house.work()
                .folders()
                .add(House.OPERATOR, call.need(WORKSPACE), call.need(NAME), FolderAccess.INVITE_ONLY)));
    }

    private static Answer addMember(House house, AdminCall call) {
        User user = house.identity().users().require(call.need(UserCommands.USER));
        SpaceId space = call.need(SPACE);
        Role role = call.need(ROLE);
        boolean isIn = house.work().members().list(House.OPERATOR, space).stream()
                .anyMatch(member -> member.id().equals(user.id()));
        Member member = isIn
                ? house.work().members().setRole(House.OPERATOR, space, user.handle(), role)
                : house.work().members().add(House.OPERATOR, space, user.handle(), role);
        return call.answer(json(member));
    }

    private static Answer members(House house, AdminCall call) {
        return call.answer(house.work().members().list(House.OPERATOR, call.need(SPACE)).stream()
                .map(SpaceCommands::json)
                .toList());
    }

    private static Answer removeMember(House house, AdminCall call) {
        User user = house.identity().users().require(call.need(UserCommands.USER));
        house.work().members().remove(House.OPERATOR, call.need(SPACE), user.handle());
        return call.answer(Map.of("user", user.handle(), "removed", true));
    }

    private static Map<String, ?> json(Space space) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", space.id().value());
        object.put("name", space.name());
        return object;
    }

    private static Map<String, ?> json(Member member) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("user", member.handle());
        object.put("name", member.name());
        object.put("role", member.role().word());
        return object;
    }

    private static SpaceId spaceId(String text) {
        try {
            return new SpaceId(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be an id", e);
        }
    }

    private static Role role(String text) {
        return Role.of(text)
                .orElseThrow(() -> new IllegalArgumentException("must be Owner, Admin, Editor, Checker or Viewer"));
    }
}
