package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Life;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.registration.InitialToken;
import dev.taskwright.oauth.registration.InitialTokens;
import dev.taskwright.platform.config.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code app token add|list|revoke}: initial access tokens, by which others may register apps. */
final class AppTokenCommands {
    private static final Option<String> NAME =
            Option.text("name", "NAME", "Whom or what the token is for").asRequired();
    private static final Option<String> OWNER =
            Option.text("owner", "USER", "Handle of the person who answers for the apps; without it nobody does");
    private static final Option<Integer> USES = Option.of(
                    "uses", "N", "How many apps may be registered with it", AppTokenCommands::uses)
            .orElse("1");
    private static final Option<Duration> EXPIRES = Option.of(
                    "expires", "30d", "How long it lasts, in days, hours or minutes", Life::parse)
            .orElse("30d");
    private static final Option<String> ID = Option.text("id", "ID", "The token, as app token list shows it");

    private AppTokenCommands() {}

    static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "app token add",
                        "",
                        "Make an initial access token to register apps with; prints it, once",
                        List.of(NAME, OWNER, USES, EXPIRES),
                        AppTokenCommands::add),
                new AdminCommand(
                        "app token list",
                        "",
                        "List the initial access tokens that still hold, oldest first",
                        List.of(),
                        AppTokenCommands::list),
                new AdminCommand(
                        "app token revoke",
                        "[ID]",
                        "End an initial access token; the apps registered with it stay",
                        List.of(ID),
                        AppTokenCommands::revoke));
    }

    private static Answer add(House house, AdminCall call) {
        @Nullable
        UserId owner = call.values()
                .get(OWNER)
                .map(house.identity().users()::require)
                .map(User::id)
                .orElse(null);
        InitialTokens.Created created = house.oauth()
                .initialTokens()
                .create(House.OPERATOR, call.need(NAME), call.need(USES), call.need(EXPIRES), owner);
        if (!call.json()) {
            return Answer.ok(created.text() + "\n");
        }
        Map<String, @Nullable Object> object = json(house, created.token());
        object.put("token", created.text());
        return call.answer(object);
    }

    private static Answer list(House house, AdminCall call) {
        return call.answer(house.oauth().initialTokens().list(House.OPERATOR).stream()
                .map(token -> json(house, token))
                .toList());
    }

    private static Answer revoke(House house, AdminCall call) {
        String id = call.subject(ID);
        house.oauth().initialTokens().revoke(House.OPERATOR, id);
        return call.answer(Map.of("id", id, "revoked", true));
    }

    private static Map<String, @Nullable Object> json(House house, InitialToken token) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", token.id());
        object.put("name", token.name());
        object.put(
                "owner",
                Optional.ofNullable(token.owner())
                        .flatMap(house.identity().users()::find)
                        .map(User::handle)
                        .orElse(null));
        object.put("uses_left", token.usesLeft());
        object.put("created_at", token.createdAt().toString());
        object.put("expires_at", token.expiresAt().toString());
        return object;
    }

    private static int uses(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("must be a number from 1 to 10000");
        }
        return Integer.parseInt(text);
    }
}
