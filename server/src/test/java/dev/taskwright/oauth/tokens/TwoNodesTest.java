package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.protocol.Signalled;
import dev.taskwright.platform.crypto.CryptoProviders;
import dev.taskwright.platform.crypto.KeyFile;
import dev.taskwright.platform.db.Db;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.FakeClock;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes on one PostgreSQL and one key file. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TwoNodesTest {
    private static final String SCOPES = "openid api1 offline_access";

    private final TestDatabase data = DatabaseKind.POSTGRESQL_C.fresh();
    private final Db secondDb = data.secondNode();
    private final KeyFile keyFile = Provider.keyFile();
    private final FakeClock clock = new FakeClock();
    private final Provider one = node(data.db(), CryptoProviders.Choice.CORRETTO);
    private final Provider two = node(secondDb, CryptoProviders.Choice.JDK);
    private final User ada = one.people.add("ada");
    private final Client client = one.webApp(ada).client();

    TwoNodesTest() {
        while (!secondDb.signals().live()) {
            Thread.onSpinWait();
        }
    }

    private Provider node(Db db, CryptoProviders.Choice choice) {
        return new Provider(db, clock, keyFile, CryptoProviders.choose(choice), false);
    }

    @AfterEach
    void close() {
        secondDb.close();
        data.close();
    }

    private Rights rights() {
        return one.rights(one.redeem(client, one.code(ada, client, SCOPES, null), null));
    }

    @Test
    void bothSignWithTheSameKeysAndAcceptEachOthersTokens() {
        assertThat(two.keys.published()).isEqualTo(one.keys.published());
        String access = one.tokens.issue(client, rights()).accessToken();
        assertThat(two.accessTokens.find(access)).isPresent();
    }

    @Test
    void aRetryGetsTheSameSuccessorFromTheOtherNode() {
        RefreshToken token = Objects.requireNonNull(rights().refreshToken());

        Rights first = one.rights(one.db.write(tx -> one.families.refresh(tx, client, token, null, null)));
        Rights retry = two.rights(two.db.write(tx -> two.families.refresh(tx, client, token, null, null)));

        assertThat(two.families.write(Objects.requireNonNull(retry.refreshToken())))
                .isEqualTo(one.families.write(Objects.requireNonNull(first.refreshToken())));
    }

    @Test
    void of64RedemptionsOnBothNodesOneWins() throws Exception {
        String code = one.code(ada, client, SCOPES, null);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Exchange>> attempts = new ArrayList<>();
        int won = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                Provider node = i % 2 == 0 ? one : two;
                attempts.add(threads.submit(() -> {
                    start.await();
                    return node.redeem(client, code, null);
                }));
            }
            start.countDown();
            for (Future<Exchange> attempt : attempts) {
                won += attempt.get() instanceof Exchange.Granted ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(one.events()).containsOnlyOnce("token.code_reused");
    }

    @Test
    void whatIsWithdrawnOnOneNodeEndsOnTheOther() throws InterruptedException {
        String access = one.tokens.issue(client, rights()).accessToken();
        assertThat(two.accessTokens.find(access)).isPresent();
        CountDownLatch heard = new CountDownLatch(1);
        secondDb.signals().on(Signalled.AUTHORIZATIONS, key -> heard.countDown());

        one.consents.withdraw(ada.id(), client.id());

        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(two.accessTokens.find(access)).isEmpty();
    }

    /** RFC 7009, 2.1: at once, for an app's own token too. */
    @Test
    void whatIsRevokedOnOneNodeEndsOnTheOther() throws InterruptedException {
        String access = one.tokens.issue(client, rights()).accessToken();
        Client machine = one.apps
                .add(
                        People.OPERATOR,
                        new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(), List.of()))
                .client();
        String own = one.tokens
                .issueToApp(machine, ScopeSet.stored("api1"), Bounds.NONE)
                .accessToken();
        CountDownLatch heard = new CountDownLatch(2);
        for (String token : List.of(access, own)) {
            assertThat(two.accessTokens.find(token)).isPresent();
        }
        secondDb.signals().on(Signalled.AUTHORIZATIONS, key -> heard.countDown());

        for (String token : List.of(access, own)) {
            one.revocations.end(one.accessTokens.find(token).orElseThrow());
        }

        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
        for (String token : List.of(access, own)) {
            assertThat(one.accessTokens.find(token)).isEmpty();
            assertThat(two.accessTokens.find(token)).isEmpty();
        }
    }

    @Test
    void anAppDeletedOnOneNodeIsUnknownOnTheOther() throws InterruptedException {
        String id = client.id().value();
        assertThat(two.clients.find(id)).isPresent();
        CountDownLatch heard = new CountDownLatch(1);
        secondDb.signals().on(Signalled.CLIENTS, key -> heard.countDown());

        one.apps.delete(People.OPERATOR, id);

        assertThat(heard.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(two.clients.find(id)).isEmpty();
    }
}
