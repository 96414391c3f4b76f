package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.NewUser;
import dev.taskwright.identity.users.User;
import dev.taskwright.identity.users.Users;
import dev.taskwright.platform.config.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code user add|list|set-password|disable|enable}. */
public final class UserCommands {
    /** Names a person by handle or e-mail address. */
    public static final Option<String> USER = Option.text("user", "USER", "The person, by handle or e-mail address");

    private static final Option<String> EMAIL =
            Option.text("email", "EMAIL", "E-mail address").asRequired();
    private static final Option<String> NAME =
            Option.text("name", "NAME", "Display name").asRequired();
    private static final Option<String> HANDLE = Option.text(
                    "handle", "HANDLE", "Unique short name: 2 to 39 of a-z 0-9 _ -")
            .asRequired();
    private static final Option<Boolean> ADMIN = Option.flag("admin", "Let this person administer the server");

    private UserCommands() {}

    public static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "user add",
                        "",
                        "Add a person",
                        List.of(EMAIL, NAME, HANDLE, AdminCommand.PASSWORD_STDIN, ADMIN),
                        UserCommands::add),
                new AdminCommand("user list", "", "List the people, oldest first", List.of(), UserCommands::list),
                new AdminCommand(
                        "user set-password",
                        "[USER]",
                        "Give a person a new password; their sessions end",
                        List.of(USER, AdminCommand.PASSWORD_STDIN),
                        UserCommands::setPassword),
                new AdminCommand(
                        "user disable",
                        "[USER]",
                        "Shut a person out: sessions end, tokens rest",
                        List.of(USER),
                        (house, call) -> change(house, call, Users::disable)),
                new AdminCommand(
                        "user enable",
                        "[USER]",
                        "Let a disabled person in again",
                        List.of(USER),
                        (house, call) -> change(house, call, Users::enable)));
    }

    private static Answer add(House house, AdminCall call) {
        NewUser person = new NewUser(
                call.need(HANDLE),
                call.need(EMAIL),
                call.need(NAME),
                password(call),
                call.values().isOn(ADMIN));
        return call.answer(json(house.identity().users().add(House.OPERATOR, person)));
    }

    private static Answer list(House house, AdminCall call) {
        return call.answer(house.identity().users().list(House.OPERATOR).stream()
                .map(UserCommands::json)
                .toList());
    }

    private static Answer setPassword(House house, AdminCall call) {
        String password = password(call);
        return change(house, call, (users, by, id) -> users.setPassword(by, id, password));
    }

    private interface Change {
        void apply(Users users, dev.taskwright.base.Caller by, UserId id);
    }

    private static Answer change(House house, AdminCall call, Change change) {
        Users users = house.identity().users();
        User user = users.require(call.subject(USER));
        change.apply(users, House.OPERATOR, user.id());
        return call.answer(json(users.require(user.handle())));
    }

    private static String password(AdminCall call) {
        if (!call.values().isOn(AdminCommand.PASSWORD_STDIN)) {
            throw new CommandFailure(
                    ExitStatus.USAGE,
                    "needs --password-stdin and the password on standard input: on a command line others could read it");
        }
        return call.input();
    }

    private static Map<String, ?> json(User user) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", user.id().value());
        object.put("handle", user.handle());
        object.put("email", user.email());
        object.put("name", user.name());
        object.put("admin", user.admin());
        object.put("disabled", user.disabled());
        return object;
    }
}
