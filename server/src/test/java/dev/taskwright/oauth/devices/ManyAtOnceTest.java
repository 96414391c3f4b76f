package dev.taskwright.oauth.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.Authentication;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.decisions.Decision.Answer;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.AtOnce;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 64 identical requests at once; on PostgreSQL they arrive at two nodes. RFC 8628, 3.3 and 3.5. */
@EachDatabase
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManyAtOnceTest {
    private final TestDatabase data;
    private final KeyFile keyFile = Provider.keyFile();
    private final FakeClock clock = new FakeClock();
    private final List<Db> opened = new ArrayList<>();
    private final List<Provider> nodes = new ArrayList<>();
    private final User ada;
    private final Client client;
    private final StartedDevice device;

    ManyAtOnceTest(DatabaseKind kind) {
        data = kind.fresh();
        nodes.add(node(data.db()));
        if (kind != DatabaseKind.SQLITE) {
            Db second = data.secondNode();
            opened.add(second);
            nodes.add(node(second));
        }
        ada = nodes.getFirst().people.add("ada");
        client = nodes.getFirst().device(ada);
        device = nodes.getFirst().devices.start(client, ScopeSet.stored("openid api1 offline_access"), "192.0.2.1");
    }

    private Provider node(Db db) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(CryptoProviders.Choice.AUTO), false);
    }

    @AfterEach
    void close() {
        opened.forEach(Db::close);
        data.close();
    }

    private Provider node(int i) {
        return nodes.get(i % nodes.size());
    }

    private Answer answer() {
        return new Answer(ada.id(), new Authentication(clock.instant(), Set.of("pwd")));
    }

    private DeviceAuthorization seen() {
        return nodes.getFirst()
                .devices
                .find(ada.id(), "192.0.2.1", device.userCode().letters())
                .orElseThrow();
    }

    @Test
    void section33OfManyIdenticalAnswersOneCounts() throws Exception {
        DeviceAuthorization seen = seen();

        List<Boolean> decided = AtOnce.run(i -> () -> node(i).devices.decide(seen, answer(), true));

        assertThat(decided).containsOnlyOnce(true);
        assertThat(nodes.getFirst().events()).containsOnlyOnce("device.allowed", "consent.given");
    }

    @Test
    void section33OfManyDifferentAnswersOneCounts() throws Exception {
        DeviceAuthorization seen = seen();

        List<Boolean> decided = AtOnce.run(i -> () -> node(i).devices.decide(seen, answer(), i % 3 == 0));

        assertThat(decided).containsOnlyOnce(true);
        assertThat(nodes.getFirst().events())
                .filteredOn(kind -> kind.startsWith("device."))
                .hasSize(1);
    }

    @Test
    void section35OfManyPollsOneGetsTheTokens() throws Exception {
        nodes.getFirst().devices.decide(seen(), answer(), true);
        List<Browser> apps = nodes.stream().map(Provider::browser).toList();
        String form = "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id=" + client.id()
                + "&device_code=" + device.deviceCode();

        List<Shown> answers = AtOnce.run(i -> () -> apps.get(i % apps.size()).postRaw("/oauth2/token", form));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .singleElement()
                .satisfies(answer -> assertThat(answer.body()).contains("access_token", "refresh_token", "id_token"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(AtOnce.MANY - 1)
                .allSatisfy(answer -> assertThat(answer.body()).contains("\"invalid_grant\""));
    }
}
