package dev.taskwright.oauth.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.app.serve.WholeServer;
import dev.taskwright.identity.users.User;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Fingerprint;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 9700, S25: who steals the database gets nothing that opens anything. */
@EachDatabase
class SecretsAtRestTest {
    private final TestDatabase data;
    private final WholeServer server;
    private final User ada;

    SecretsAtRestTest(DatabaseKind kind) {
        data = kind.fresh();
        server = new WholeServer(data.db());
        ada = server.person("ada");
    }

    @AfterEach
    void close() {
        data.close();
    }

    /** Everything that was handed out in a round of all flows, by what it is. */
    private Map<String, String> handedOut() {
        Map<String, String> secrets = new LinkedHashMap<>();
        RelyingApp app = RelyingApp.of(server, ada, Map.of());
        RelyingApp opaque = RelyingApp.of(server, ada, Map.of("access_token_format", "opaque"));
        RelyingApp signing = RelyingApp.of(server, ada, Map.of("token_endpoint_auth_method", "client_secret_jwt"));
        for (RelyingApp each : List.of(app, opaque, signing)) {
            secrets.put("secret of " + each.id(), String.valueOf(each.added.secret()));
        }
        Browser person = server.browserOf(ada);
        secrets.put("password", WholeServer.PASSWORD);
        secrets.put("unspent code", app.code(person));
        for (RelyingApp each : List.of(app, opaque)) {
            String code = each.code(person);
            Map<String, Object> tokens = RelyingApp.json(each.redeem(code));
            secrets.put("code of " + each.id(), code);
            for (String name : List.of("access_token", "refresh_token", "id_token")) {
                secrets.put(name + " of " + each.id(), String.valueOf(tokens.get(name)));
            }
            Map<String, Object> next = RelyingApp.json(each.refresh(String.valueOf(tokens.get("refresh_token"))));
            secrets.put("successor of " + each.id(), String.valueOf(next.get("refresh_token")));
        }
        Map<String, Object> registered = RelyingApp.json(server.browser()
                .sendJson("POST", "/oauth2/register", "{\"redirect_uris\":[\"https://other.example/cb\"]}"));
        secrets.put("registered secret", String.valueOf(registered.get("client_secret")));
        secrets.put("registration token", String.valueOf(registered.get("registration_access_token")));
        person.cookies().forEach((name, value) -> {
            if (!name.equals("tw_session_state")) {
                secrets.put("cookie " + name, value);
            }
        });
        return secrets;
    }

    @Test
    void rfc9700S25NoTableHoldsASecretThatWasHandedOut() {
        Map<String, String> secrets = handedOut();
        assertThat(secrets).hasSizeGreaterThan(15).doesNotContainValue("null");
        assertThat(new HashSet<>(secrets.values())).hasSameSizeAs(secrets.values());
        String dump = dump(data.db());
        assertThat(dump).contains("ada@example.org");
        secrets.forEach((name, secret) -> assertThat(dump).as(name).doesNotContain(secret));
        secrets.forEach((name, secret) -> assertThat(dump)
                .as("part of %s", name)
                .doesNotContain(secret.substring(secret.length() - Math.min(secret.length(), 30))));
    }

    /** 256 bits each, and none twice. */
    @Test
    void rfc9700S25WhatIsHandedOutCannotBeGuessed() {
        RelyingApp app = RelyingApp.of(server, ada, Map.of());
        Browser person = server.browserOf(ada);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            String code = app.code(person);
            assertThat(code).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(code)).isTrue();
        }
        assertThat(app.added.secret()).matches("[A-Za-z0-9_-]{43}");
    }

    /** Every value of every row. */
    private static String dump(Db db) {
        StringBuilder dump = new StringBuilder();
        for (String table : Fingerprint.of(db).keySet()) {
            db
                    .read(tx -> tx.handle()
                            .createQuery("SELECT * FROM \"" + table + "\"")
                            .mapToMap()
                            .list())
                    .stream()
                    .flatMap(row -> row.values().stream())
                    .forEach(value -> dump.append(
                                    value instanceof byte[] bytes
                                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                                            : String.valueOf(value))
                            .append('\n'));
        }
        return dump.toString();
    }
}
