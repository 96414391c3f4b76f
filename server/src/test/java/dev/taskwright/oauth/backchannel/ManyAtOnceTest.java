package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.AtOnce;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 64 answers or polls at once; on PostgreSQL they arrive at two nodes. CIBA Core, 8 and 10.1. */
@EachDatabase
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManyAtOnceTest {
    private static final String GRANT = "urn:openid:params:grant-type:ciba";

    private final TestDatabase data;
    private final KeyFile keyFile = Provider.keyFile();
    private final FakeClock clock = new FakeClock();
    private final List<Db> opened = new ArrayList<>();
    private final List<Provider> nodes = new ArrayList<>();
    private final User ada;
    private final KeyedApp app;
    private final List<Browser> machines;

    ManyAtOnceTest(DatabaseKind kind) {
        data = kind.fresh();
        nodes.add(node(data.db()));
        if (kind != DatabaseKind.SQLITE) {
            Db second = data.secondNode();
            opened.add(second);
            nodes.add(node(second));
        }
        ada = nodes.getFirst().people.add("ada");
        app = KeyedApp.of(
                nodes.getFirst(),
                ada,
                Map.of(
                        "grant_types",
                        List.of("authorization_code", GRANT),
                        "backchannel_token_delivery_mode",
                        "ping",
                        "backchannel_client_notification_endpoint",
                        "https://app.example/ping",
                        "scope",
                        "openid api1"));
        machines = nodes.stream().map(Provider::browser).toList();
    }

    private Provider node(Db db) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    @AfterEach
    void close() {
        opened.forEach(Db::close);
        data.close();
    }

    private String asked() {
        Shown shown = machines.getFirst()
                .postRaw(
                        "/oauth2/backchannel_authentication",
                        app.form("scope", "openid api1", "login_hint", "ada", "client_notification_token", "t"));
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return String.valueOf(KeyedApp.json(shown).get("auth_req_id"));
    }

    private Answer answer() {
        return new Answer(ada.id(), new Authentication(clock.instant(), Set.of("pwd")));
    }

    private BackchannelRequests requests(int i) {
        return nodes.get(i % nodes.size()).backchannel.requests;
    }

    @Test
    void section8OfManyDifferentAnswersOneCountsAndOnePingGoes() throws Exception {
        asked();
        BackchannelRequest waiting = requests(0).waiting(ada.id()).getFirst();

        List<Boolean> decided = AtOnce.run(i -> () -> requests(i).decide(waiting, answer(), i % 3 == 0));

        assertThat(decided).containsOnlyOnce(true);
        assertThat(nodes.getFirst().events())
                .filteredOn(kind -> kind.startsWith("backchannel."))
                .hasSize(1);
        int pings = data.db()
                .read(tx -> tx.handle()
                        .createQuery("SELECT COUNT(*) FROM job WHERE kind = 'backchannel.ping'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(pings).isEqualTo(1);
    }

    @Test
    void section101OfManyPollsOneGetsTheTokens() throws Exception {
        String id = asked();
        requests(1).decide(requests(0).waiting(ada.id()).getFirst(), answer(), true);

        List<Shown> answers = AtOnce.run(i -> {
            String form = app.form("grant_type", GRANT, "auth_req_id", id);
            return () -> machines.get(i % machines.size()).postRaw("/oauth2/token", form);
        });

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .singleElement()
                .satisfies(answer -> assertThat(answer.body()).contains("access_token", "id_token"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(AtOnce.MANY - 1)
                .allSatisfy(answer -> assertThat(answer.body()).contains("\"invalid_grant\""));
    }

    /** RFC 7523, 3: jti; at this endpoint as at every other. */
    @Test
    void ofManyRequestsWithOneProofOneIsTaken() throws Exception {
        String form = app.form("scope", "openid api1", "login_hint", "ada", "client_notification_token", "t");

        List<Shown> answers = AtOnce.run(
                i -> () -> machines.get(i % machines.size()).postRaw("/oauth2/backchannel_authentication", form));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(AtOnce.MANY - 1);
        assertThat(requests(1).waiting(ada.id())).hasSize(1);
    }
}
