package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.Elsewhere;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Apps are told that somebody has answered; sections are of CIBA Core 1.0. */
@EachDatabase
class PingAppTest {
    private static final String GRANT = "urn:openid:params:grant-type:ciba";
    private static final String TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AtomicReference<String> status = new AtomicReference<>("204 No Content");
    private final Elsewhere app = Elsewhere.saying(
            out -> out.write(("HTTP/1.1 " + status.get() + "\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    private final KeyedApp keyed;
    private final Browser machine;

    PingAppTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db()).development();
        ada = provider.people.add("ada");
        keyed = KeyedApp.of(
                provider,
                ada,
                Map.of(
                        "grant_types",
                        List.of("authorization_code", GRANT),
                        "backchannel_token_delivery_mode",
                        "ping",
                        "backchannel_client_notification_endpoint",
                        app.address("/ping").toString()));
        machine = provider.browser();
    }

    @AfterEach
    void close() {
        app.close();
        data.close();
    }

    private Shown ask(String token) {
        return machine.postRaw(
                "/oauth2/backchannel_authentication",
                keyed.form("scope", "openid", "login_hint", "ada", "client_notification_token", token));
    }

    private String asked() {
        Shown shown = ask(TOKEN);
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return String.valueOf(KeyedApp.json(shown).get("auth_req_id"));
    }

    private BackchannelRequest decided(boolean isAllowed) {
        BackchannelRequest waiting =
                provider.backchannel.requests.waiting(ada.id()).getFirst();
        Answer answer = new Answer(ada.id(), new Authentication(provider.clock.instant(), Set.of("pwd")));
        assertThat(provider.backchannel.requests.decide(waiting, answer, isAllowed))
                .isTrue();
        return waiting;
    }

    private List<String> jobs() {
        return provider.db.read(tx -> tx.handle()
                .createQuery("SELECT kind || ' ' || payload FROM job")
                .mapTo(String.class)
                .list());
    }

    @Test
    void section102TheAppIsToldByItsOwnTokenAndThenPolls() {
        String id = asked();
        assertThat(jobs()).isEmpty();
        BackchannelRequest request = decided(true);
        assertThat(jobs()).containsExactly("backchannel.ping " + request.name());

        provider.backchannel.pings.run(request.name());

        assertThat(app.heard())
                .singleElement()
                .satisfies(heard -> assertThat(heard)
                        .startsWith("POST /ping HTTP/1.1\r\n")
                        .contains(
                                "\r\nAuthorization: Bearer " + TOKEN + "\r\n", "\r\nContent-Type: application/json\r\n")
                        .endsWith("\r\n\r\n{\"auth_req_id\":\"" + id + "\"}"));
        assertThat(machine.postRaw("/oauth2/token", keyed.form("grant_type", GRANT, "auth_req_id", id))
                        .status())
                .isEqualTo(200);
        provider.backchannel.pings.run(request.name());
        assertThat(app.heard()).as("it has its tokens").hasSize(1);
    }

    @Test
    void section102ANoIsToldToo() {
        asked();

        provider.backchannel.pings.run(decided(false).name());

        assertThat(app.heard()).hasSize(1);
    }

    @Test
    void whatCannotBeDeliveredIsTriedAgainUntilTheRequestIsOver() {
        asked();
        String name = decided(true).name();
        for (String failing :
                List.of("500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests")) {
            status.set(failing);
            assertThatThrownBy(() -> provider.backchannel.pings.run(name)).isInstanceOf(IllegalStateException.class);
        }
        provider.clock.advance(Duration.ofMinutes(5));

        provider.backchannel.pings.run(name);

        assertThat(app.asked()).hasSize(3);
    }

    @Test
    void section102WhatTheAppRefusesIsNotRepeatedAndNoRedirectFollowed() {
        asked();
        String name = decided(true).name();
        for (String refusing : List.of("401 Unauthorized", "404 Not Found", "302 Found", "308 Permanent Redirect")) {
            status.set(refusing);
            provider.backchannel.pings.run(name);
        }

        assertThat(app.asked()).containsOnly("POST /ping HTTP/1.1").hasSize(4);
    }

    @Test
    void section71APingNeedsATokenThatFitsAHeader() {
        for (String wrong : List.of("", "two words", "x\r\nX: y", "x".repeat(1_025), "é")) {
            Shown refused = ask(wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(KeyedApp.json(refused)).containsEntry("error", "invalid_request");
        }
        assertThat(ask("x".repeat(1_024)).status()).isEqualTo(200);
    }

    @Test
    void nothingThatOpensAnythingIsKeptReadable() {
        String id = asked();
        decided(true);

        String stored = provider.db.read(tx -> tx.handle()
                .createQuery("""
                        SELECT d.digest, b.binding_message, b.ping, j.payload FROM decision d
                        JOIN backchannel_request b ON b.decision_digest = d.digest
                        JOIN job j ON j.payload = d.digest""")
                .map((row, context) -> row.getString(1)
                        + row.getString(2)
                        + new String(row.getBytes(3), StandardCharsets.ISO_8859_1)
                        + row.getString(4))
                .one());

        assertThat(stored).doesNotContain(id, TOKEN);
    }
}
