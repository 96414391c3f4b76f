package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.Life;
import dev.taskwright.app.wiring.House;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.personaltokens.PersonalToken;
import dev.taskwright.identity.personaltokens.PersonalTokens;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.config.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code token add|list|revoke}: personal tokens. */
public final class TokenCommands {
    private static final Option<String> NAME =
            Option.text("name", "NAME", "What the token is for").asRequired();
    public static final Option<Set<Scope>> SCOPE =
            Option.of("scope", "\"SCOPES\"", "What it may do, separated by spaces", TokenCommands::scopes);
    private static final Option<Duration> EXPIRES = Option.of(
            "expires", "90d", "How long it lasts, in days, hours or minutes (default: for ever)", Life::parse);
    private static final Option<String> ID = Option.text("id", "ID", "The token, as token list shows it");

    private TokenCommands() {}

    public static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "token add",
                        "",
                        "Make a personal token; prints it, once",
                        List.of(UserCommands.USER.asRequired(), NAME, SCOPE.orElse("api1"), EXPIRES),
                        TokenCommands::add),
                new AdminCommand(
                        "token list",
                        "",
                        "List personal tokens, oldest first; everybody's without --user",
                        List.of(UserCommands.USER),
                        TokenCommands::list),
                new AdminCommand(
                        "token revoke", "[ID]", "End a personal token at once", List.of(ID), TokenCommands::revoke));
    }

    private static Answer add(House house, AdminCall call) {
        User owner = house.identity().users().require(call.need(UserCommands.USER));
        var expires =
                call.values().get(EXPIRES).map(life -> house.clock().instant().plus(life));
        PersonalTokens.Created created = house.identity()
                .personalTokens()
                .create(
                        House.OPERATOR,
                        owner.id(),
                        call.need(NAME),
                        call.values().get(SCOPE).orElse(Set.of()),
                        expires.orElse(null));
        if (!call.json()) {
            return Answer.ok(created.text() + "\n");
        }
        Map<String, Object> object = json(house, created.token());
        object.put("token", created.text());
        return call.answer(object);
    }

    private static Answer list(House house, AdminCall call) {
        Optional<String> user = call.values().get(UserCommands.USER);
        PersonalTokens tokens = house.identity().personalTokens();
        List<PersonalToken> found = user.map(name -> house.identity().users().require(name))
                .map(owner -> tokens.list(House.OPERATOR, owner.id()))
                .orElseGet(() -> tokens.listAll(House.OPERATOR));
        return call.answer(found.stream().map(token -> json(house, token)).toList());
    }

    private static Answer revoke(House house, AdminCall call) {
        String id = call.subject(ID);
        house.identity().personalTokens().revoke(House.OPERATOR, id);
        return call.answer(Map.of("id", id, "revoked", true));
    }

    private static Map<String, Object> json(House house, PersonalToken token) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", token.id());
        object.put(
                "user",
                house.identity().users().find(token.owner()).map(User::handle).orElse(""));
        object.put("name", token.name());
        object.put("scope", Scope.join(token.scopes()));
        object.put("created_at", token.createdAt().toString());
        object.put("expires_at", text(token.expiresAt()));
        object.put("last_used_at", text(token.usedAt()));
        return object;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    public static Set<Scope> scopes(String text) {
        try {
            return Scope.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be scopes separated by spaces", e);
        }
    }
}
