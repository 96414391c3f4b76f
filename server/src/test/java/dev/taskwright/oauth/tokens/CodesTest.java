package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.platform.crypto.Digests;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 6749, 4.1.2 and 4.1.3; RFC 7636, 4.6; RFC 9700, 4.5 (S04, S05, S08, S09). */
@EachDatabase
class CodesTest {
    private static final String SCOPES = "openid api1 offline_access";
    private static final String VERIFIER = "v".repeat(43);
    private static final CodeChallenge CHALLENGE =
            CodeChallenge.answeredBy(VERIFIER).orElseThrow();

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    CodesTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aCodeIsExchangedForWhatItStandsFor() {
        String code = provider.code(ada, client, SCOPES, CHALLENGE);

        Rights rights = provider.rights(provider.redeem(client, code, VERIFIER));

        assertThat(rights.user()).isEqualTo(ada.id());
        assertThat(rights.scopes()).isEqualTo(ScopeSet.stored(SCOPES));
        assertThat(rights.nonce()).isEqualTo("n-0S6_WzA2Mj");
        assertThat(rights.refreshToken()).isNotNull();
    }

    @Test
    void withoutOfflineAccessThereIsNoRefreshToken() {
        String code = provider.code(ada, client, "openid api1", null);

        assertThat(provider.rights(provider.redeem(client, code, null)).refreshToken())
                .isNull();
    }

    @Test
    void aSecondUseIsRefusedAndEndsWhatTheFirstOneGot() {
        String code = provider.code(ada, client, SCOPES, null);
        Rights rights = provider.rights(provider.redeem(client, code, null));
        String access = provider.tokens.issue(client, rights).accessToken();
        assertThat(provider.accessTokens.find(access)).isPresent();

        assertThat(provider.redeem(client, code, null)).isInstanceOf(Exchange.Refused.class);

        assertThat(provider.accessTokens.find(access)).isEmpty();
        assertThat(refresh(rights)).isInstanceOf(Exchange.Refused.class);
        assertThat(provider.events()).containsOnlyOnce("token.code_reused");
    }

    @Test
    void aSecondUseLeavesOtherTokensOfTheSameSessionAlone() {
        Rights other = provider.rights(provider.redeem(client, provider.code(ada, client, SCOPES, null), null));
        String code = provider.code(ada, client, SCOPES, null);
        provider.rights(provider.redeem(client, code, null));

        provider.redeem(client, code, null);

        assertThat(refresh(other)).isInstanceOf(Exchange.Granted.class);
    }

    @Test
    void whoPresentsACodeWronglyNeitherGetsNorSpendsIt() {
        Client thief = provider.webApp(ada).client();
        String code = provider.code(ada, client, SCOPES, CHALLENGE);

        assertThat(provider.redeem(thief, code, VERIFIER)).isInstanceOf(Exchange.Refused.class);
        assertThat(provider.redeem(client, code, null)).as("no verifier").isInstanceOf(Exchange.Refused.class);
        assertThat(provider.redeem(client, code, "w".repeat(43)))
                .as("another verifier")
                .isInstanceOf(Exchange.Refused.class);
        assertThat(redeemAt("https://app.example/other", code))
                .as("another redirect_uri")
                .isInstanceOf(Exchange.Refused.class);
        assertThat(provider.redeem(client, "x" + code, VERIFIER)).isInstanceOf(Exchange.Refused.class);

        assertThat(provider.redeem(client, code, VERIFIER)).isInstanceOf(Exchange.Granted.class);
        assertThat(provider.events()).doesNotContain("token.code_reused");
    }

    private Exchange redeemAt(String redirectUri, String code) {
        PresentedCode presented =
                new PresentedCode(Digests.sha256Base64Url(code), client.id(), redirectUri, CHALLENGE, true, null);
        return provider.db.write(tx -> provider.codes.redeem(tx, presented));
    }

    /** RFC 9700, 4.8.2: a verifier for a code without challenge means that the challenge was stripped. */
    @Test
    void aVerifierWithoutChallengeIsRefused() {
        String code = provider.code(ada, client, SCOPES, null);

        assertThat(provider.redeem(client, code, VERIFIER)).isInstanceOf(Exchange.Refused.class);
    }

    @Test
    void aCodeLivesForAMinute() {
        String early = provider.code(ada, client, SCOPES, null);
        provider.clock.advance(Codes.LIFETIME.minusMillis(1));
        assertThat(provider.redeem(client, early, null)).isInstanceOf(Exchange.Granted.class);

        String late = provider.code(ada, client, SCOPES, null);
        provider.clock.advance(Codes.LIFETIME);
        assertThat(provider.redeem(client, late, null)).isInstanceOf(Exchange.Refused.class);
    }

    @Test
    void aDisabledPersonsCodeIsRefusedAndNotSpent() {
        String code = provider.code(ada, client, SCOPES, null);
        provider.users.disable(People.OPERATOR, ada.id());
        assertThat(provider.redeem(client, code, null)).isInstanceOf(Exchange.Refused.class);

        provider.users.enable(People.OPERATOR, ada.id());
        assertThat(provider.redeem(client, code, null)).isInstanceOf(Exchange.Granted.class);
    }

    @Test
    void aWithdrawnConsentEndsItsCodes() {
        String code = provider.code(ada, client, SCOPES, null);

        provider.consents.withdraw(ada.id(), client.id());

        assertThat(provider.redeem(client, code, null)).isInstanceOf(Exchange.Refused.class);
    }

    /** S08: 64 at once. One wins; the others are second uses, and what the winner got ends. */
    @Test
    void of64ConcurrentRedemptionsOneWinsAndIsThenRevoked() throws InterruptedException, ExecutionException {
        String code = provider.code(ada, client, SCOPES, CHALLENGE);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Exchange>> attempts = new ArrayList<>();
        List<Rights> won = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    return provider.redeem(client, code, VERIFIER);
                }));
            }
            start.countDown();
            for (Future<Exchange> attempt : attempts) {
                if (attempt.get() instanceof Exchange.Granted(Rights rights)) {
                    won.add(rights);
                }
            }
        }
        assertThat(won).hasSize(1);
        assertThat(refresh(won.getFirst())).isInstanceOf(Exchange.Refused.class);
        assertThat(provider.events()).containsOnlyOnce("token.code_reused");
    }

    @Test
    void whatHasExpiredLeavesTheTables() {
        provider.rights(provider.redeem(client, provider.code(ada, client, SCOPES, null), null));
        provider.code(ada, client, "openid", null);
        provider.clock.advance(Duration.ofDays(1));
        assertThat(provider.expired.forget()).as("two codes").isEqualTo(2);

        provider.clock.advance(RefreshFamily.IDLE);
        assertThat(provider.expired.forget())
                .as("the family and its authorization")
                .isEqualTo(2);
        assertThat(provider.expired.forget()).isZero();
    }

    private Exchange refresh(Rights rights) {
        RefreshToken token = Objects.requireNonNull(rights.refreshToken());
        return provider.db.write(tx -> provider.families.refresh(tx, client, token, null, null));
    }
}
