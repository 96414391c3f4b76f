package dev.taskwright.app.admin;

import dev.taskwright.app.command.Answer;
import dev.taskwright.oauth.keys.KeyFacts;
import dev.taskwright.oauth.keys.SignatureAlgorithm;
import dev.taskwright.platform.config.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code keys list|rotate|add|retire}: the keys that tokens are signed with. */
final class KeyCommands {
    private static final Option<SignatureAlgorithm> ALG = Option.of(
                    "alg", "ALG", "RS256, PS256, ES256, EdDSA or ML-DSA-65", KeyCommands::algorithm)
            .asRequired();
    private static final Option<String> KID = Option.text("kid", "KID", "The key, as keys list shows it");

    private KeyCommands() {}

    static List<AdminCommand> all() {
        return List.of(
                new AdminCommand(
                        "keys list",
                        "",
                        "List the signing keys, oldest first",
                        List.of(),
                        (house, call) -> answer(call, house.oauth().rotation().list())),
                new AdminCommand(
                        "keys rotate",
                        "",
                        "Announce the next key of every algorithm; it signs once it was announced long enough",
                        List.of(),
                        (house, call) -> answer(call, house.oauth().rotation().rotate())),
                new AdminCommand(
                        "keys add",
                        "",
                        "Add a key: the first of its algorithm signs at once, a further one is announced",
                        List.of(ALG),
                        (house, call) -> answer(
                                call,
                                house.oauth()
                                        .rotation()
                                        .add(call.values().get(ALG).orElseThrow()))),
                new AdminCommand(
                        "keys retire",
                        "[KID]",
                        "Stop signing with a key at once; it stays published until its last token has expired",
                        List.of(KID),
                        (house, call) -> answer(call, house.oauth().rotation().retire(call.subject(KID)))));
    }

    private static Answer answer(AdminCall call, List<KeyFacts> keys) {
        return call.answer(keys.stream().map(KeyCommands::json).toList());
    }

    private static Map<String, ?> json(KeyFacts key) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kid", key.kid());
        object.put("alg", key.algorithm());
        object.put("state", key.state());
        object.put("created_at", key.createdAt().toString());
        if (key.activatedAt() != null) {
            object.put("activated_at", key.activatedAt().toString());
        }
        if (key.retiredAt() != null) {
            object.put("retired_at", key.retiredAt().toString());
        }
        return object;
    }

    private static SignatureAlgorithm algorithm(String word) {
        return SignatureAlgorithm.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be RS256, PS256, ES256, EdDSA or ML-DSA-65"));
    }
}
