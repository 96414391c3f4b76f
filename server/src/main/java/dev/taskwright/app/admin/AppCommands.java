package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.app.command.CommandFailure;
import dev.taskwright.app.command.DataOptions;
import dev.taskwright.app.command.ExitStatus;
import dev.taskwright.app.wiring.House;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.AppJson;
import dev.taskwright.oauth.apps.Apps;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.RedirectUri;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.platform.config.Option;
import dev.taskwright.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code app add|list|show|update|delete}: programs that people sign in to with Taskwright. */
public final class AppCommands {
    private static final Option<String> OWNER = Option.text("owner", "USER", "Handle of the person who answers for it")
            .asRequired();
    private static final Option<String> NAME =
            Option.text("name", "NAME", "What people read when they are asked; needed unless --metadata is given");
    private static final Option<String> METADATA = Option.text(
            "metadata",
            "FILE",
            "JSON of OpenID Connect and RFC 7591 metadata, or an array of such, instead of the options below");
    private static final Option<Boolean> NEW_SECRET =
            Option.flag("new-secret", "Make one more secret; those it has end after --overlap");
    private static final Option<Integer> OVERLAP = Option.of(
                    "overlap", "HOURS", "How long old secrets go on beside a new one", AppCommands::hours)
            .orElse("24");
    private static final Option<String> KIND = Option.text("kind", "KIND", "web, spa, native, machine, device or mcp")
            .orElse("web");
    private static final Option<String> REDIRECT_URI =
            Option.text("redirect-uri", "URI", "Where people come back to; may be repeated");
    private static final Option<String> SCOPE =
            Option.text("scope", "\"SCOPES\"", "The most it may ask for, separated by spaces");
    private static final Option<String> DEFAULT_SCOPE =
            Option.text("default-scope", "\"SCOPES\"", "What it gets when it asks for nothing in particular");
    private static final Option<String> GRANT = Option.text(
            "grant", "GRANT", "A grant type it may use; may be repeated (default of kind web: code and refresh)");
    private static final Option<String> RESPONSE_TYPE =
            Option.text("response-type", "TYPE", "A response type it may use; may be repeated (default: code)");
    private static final Option<String> CLIENT_ID = Option.text("client-id", "ID", "The app, as app list shows it");

    private AppCommands() {}

    public static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "app add",
                        "",
                        "Register an app; prints its id and, once, its secret",
                        List.of(
                                OWNER,
                                NAME,
                                METADATA,
                                KIND,
                                REDIRECT_URI,
                                SCOPE,
                                DEFAULT_SCOPE,
                                GRANT,
                                RESPONSE_TYPE,
                                DataOptions.DEV),
                        AppCommands::add),
                new AdminCommand("app list", "", "List the apps, oldest first", List.of(), AppCommands::list),
                new AdminCommand(
                        "app show",
                        "[CLIENT_ID]",
                        "Show all metadata of an app",
                        List.of(CLIENT_ID),
                        AppCommands::show),
                new AdminCommand(
                        "app update",
                        "[CLIENT_ID]",
                        "Give an app other metadata, or one more secret",
                        List.of(CLIENT_ID, METADATA, NEW_SECRET, OVERLAP, DataOptions.DEV),
                        AppCommands::update),
                new AdminCommand(
                        "app delete",
                        "[CLIENT_ID]",
                        "Delete an app; its tokens end at once",
                        List.of(CLIENT_ID),
                        AppCommands::delete));
    }

    private static Answer add(House house, AdminCall call) {
        Apps apps = house.oauth().apps();
        Optional<String> file = call.values().get(METADATA);
        if (file.isEmpty()) {
            return call.answer(json(apps.add(House.OPERATOR, described(call))));
        }
        Object metadata = metadata(call, file.get());
        if (metadata instanceof List<?> set) {
            return call.answer(apps.addAll(House.OPERATOR, call.need(OWNER), set).stream()
                    .map(AppCommands::json)
                    .toList());
        }
        return call.answer(json(apps.add(House.OPERATOR, call.need(OWNER), metadata)));
    }

    private static NewApp described(AdminCall call) {
        return new NewApp(
                call.need(OWNER),
                call.need(NAME),
                call.need(KIND),
                call.values().all(REDIRECT_URI),
                call.values().get(SCOPE).orElse(null),
                call.values().get(DEFAULT_SCOPE).orElse(null),
                call.values().all(GRANT),
                call.values().all(RESPONSE_TYPE));
    }

    private static Answer show(House house, AdminCall call) {
        return call.answer(AppJson.everything(house.oauth().apps().find(House.OPERATOR, call.subject(CLIENT_ID))));
    }

    private static Answer update(House house, AdminCall call) {
        Apps apps = house.oauth().apps();
        String id = call.subject(CLIENT_ID);
        boolean isSecret = call.values().isOn(NEW_SECRET);
        if (call.values().get(METADATA).isPresent() == isSecret) {
            throw new CommandFailure(ExitStatus.USAGE, "needs either --metadata FILE or --new-secret");
        }
        return call.answer(json(
                isSecret
                        ? apps.addSecret(House.OPERATOR, id, Duration.ofHours(call.need(OVERLAP)))
                        : apps.change(House.OPERATOR, id, metadata(call, call.need(METADATA)))));
    }

    private static Map<String, Object> json(AddedApp app) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("client_id", app.client().id().value());
        if (app.secret() != null) {
            object.put("client_secret", app.secret());
        }
        return object;
    }

    private static @Nullable Object metadata(AdminCall call, String file) {
        try {
            return Json.parse(Files.readString(call.folder().resolve(file)));
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailure(ExitStatus.IO, "--metadata cannot be read: " + file);
        }
    }

    private static int hours(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("must be a number of hours from 0 to 9999");
        }
        return Integer.parseInt(text);
    }

    private static Answer list(House house, AdminCall call) {
        return call.answer(house.oauth().apps().list(House.OPERATOR).stream()
                .map(client -> json(house, client))
                .toList());
    }

    private static Answer delete(House house, AdminCall call) {
        String id = call.subject(CLIENT_ID);
        house.oauth().apps().delete(House.OPERATOR, id);
        return call.answer(Map.of("client_id", id, "deleted", true));
    }

    private static Map<String, ?> json(House house, Client client) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("client_id", client.id().value());
        object.put("name", client.name());
        object.put("kind", client.kind().word());
        object.put(
                "owner",
                Optional.ofNullable(client.owner())
                        .flatMap(house.identity().users()::find)
                        .map(User::handle)
                        .orElse(null));
        object.put(
                "redirect_uris",
                client.redirectUris().stream().map(RedirectUri::value).toList());
        object.put("scope", client.allowedScopes().toString());
        object.put("default_scope", client.defaultScopes().toString());
        object.put(
                "grant_types",
                client.grants().stream().map(grant -> grant.word()).sorted().toList());
        object.put(
                "response_types",
                client.responseTypes().stream()
                        .map(ResponseType::words)
                        .sorted()
                        .toList());
        object.put("created_at", client.createdAt().toString());
        return object;
    }
}
