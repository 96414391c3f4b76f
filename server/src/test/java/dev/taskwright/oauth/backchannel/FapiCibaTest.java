package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAPI-CIBA, 5.2.2: what an app of that profile must send, and a plain one need not. */
class FapiCibaTest {
    private static final String PATH = "/oauth2/backchannel_authentication";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final KeyedApp held = app("fapi_ciba");
    private final KeyedApp plain = app("none");
    private final Browser machine = provider.browser();

    private KeyedApp app(String profile) {
        return KeyedApp.of(
                provider,
                ada,
                Map.of(
                        "grant_types",
                        List.of("authorization_code", "urn:openid:params:grant-type:ciba"),
                        "security_profile",
                        profile));
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static Map<String, Object> request(KeyedApp app) {
        Map<String, Object> request = app.statement();
        request.put("scope", "openid");
        request.put("login_hint", "ada");
        request.put("binding_message", "Till 4");
        return request;
    }

    private Shown send(KeyedApp app, Map<String, Object> request) {
        return machine.postRaw(PATH, app.form("request", app.signed(request)));
    }

    private static void assertRefused(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(KeyedApp.json(shown)).containsEntry("error", "invalid_request");
    }

    private static void assertTaken(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
    }

    @Test
    void section522ARequestIsSigned() {
        assertRefused(
                machine.postRaw(PATH, held.form("scope", "openid", "login_hint", "ada", "binding_message", "Till 4")));
        assertTaken(machine.postRaw(PATH, plain.form("scope", "openid", "login_hint", "ada")));
        assertTaken(send(held, request(held)));
    }

    @Test
    void section522ThePersonKnowsTheRequestByItsMessage() {
        Map<String, Object> without = request(held);
        without.remove("binding_message");

        assertRefused(send(held, without));
    }

    @Test
    void section522ARequestLastsAnHourAtMost() {
        long now = provider.clock.instant().getEpochSecond();
        for (KeyedApp app : List.of(held, plain)) {
            Map<String, Object> request = request(app);
            request.put("nbf", now - 1_800);
            request.put("exp", now + 3_000);
            if (app == held) {
                assertRefused(send(app, request));
            } else {
                assertTaken(send(app, request));
            }
        }
    }

    /** FAPI 1.0 Advanced, 5.2.2, 5, which holds here too. */
    @Test
    void section522TokensAreBoundToACertificate() {
        String id = String.valueOf(KeyedApp.json(send(held, request(held))).get("auth_req_id"));

        assertRefused(machine.postRaw(
                "/oauth2/token", held.form("grant_type", "urn:openid:params:grant-type:ciba", "auth_req_id", id)));
    }
}
