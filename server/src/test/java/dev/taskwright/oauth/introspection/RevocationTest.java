package dev.taskwright.oauth.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.oauth.tokens.Bounds;
import dev.taskwright.oauth.tokens.Exchange;
import dev.taskwright.oauth.tokens.RefreshToken;
import dev.taskwright.oauth.tokens.Rights;
import dev.taskwright.oauth.tokens.TokenAnswer;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 7009. */
@EachDatabase
class RevocationTest {
    private static final String SCOPES = "openid api1 offline_access";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final AddedApp app;
    private final Client client;

    RevocationTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        app = provider.webApp(ada);
        client = app.client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Rights rights() {
        return provider.rights(provider.redeem(client, provider.code(ada, client, SCOPES, null), null));
    }

    private Shown revoke(AddedApp by, String token, String more) {
        String secret = by.secret() == null ? "" : "&client_secret=" + by.secret();
        return provider.browser()
                .postRaw(
                        "/oauth2/revoke",
                        "token=" + token + "&client_id=" + by.client().id() + secret + more);
    }

    private boolean holds(String accessToken) {
        return provider.accessTokens.find(accessToken).isPresent();
    }

    private boolean refreshes(RefreshToken token) {
        return provider.db.write(tx -> provider.families.refresh(tx, client, token, null, null))
                instanceof Exchange.Granted;
    }

    @Test
    void section21AnAccessTokenEndsAlone() {
        Rights rights = rights();
        TokenAnswer one = provider.tokens.issue(client, rights);
        TokenAnswer other = provider.tokens.issue(client, rights);
        assertThat(holds(one.accessToken())).isTrue();

        assertThat(revoke(app, one.accessToken(), "").status()).isEqualTo(200);

        assertThat(holds(one.accessToken())).isFalse();
        assertThat(holds(other.accessToken())).isTrue();
        assertThat(refreshes(Objects.requireNonNull(rights.refreshToken()))).isTrue();
    }

    @Test
    void section21AnOpaqueTokenEndsToo() {
        Client opaque = provider.describe(client, Map.of("access_token_format", "opaque"));
        Rights rights = rights();
        String one = provider.tokens.issue(opaque, rights).accessToken();
        String other = provider.tokens.issue(opaque, rights).accessToken();
        assertThat(holds(one)).isTrue();

        assertThat(revoke(app, one, "").status()).isEqualTo(200);

        assertThat(holds(one)).isFalse();
        assertThat(holds(other)).isTrue();
    }

    @Test
    void section21ARefreshTokenEndsWithEverythingOfItsGrant() {
        Rights rights = rights();
        TokenAnswer answer = provider.tokens.issue(client, rights);
        Rights others = rights();
        TokenAnswer ofAnotherGrant = provider.tokens.issue(client, others);

        assertThat(revoke(app, String.valueOf(answer.refreshToken()), "").status())
                .isEqualTo(200);

        assertThat(holds(answer.accessToken())).isFalse();
        assertThat(refreshes(Objects.requireNonNull(rights.refreshToken()))).isFalse();
        assertThat(holds(ofAnotherGrant.accessToken())).isTrue();
        assertThat(refreshes(Objects.requireNonNull(others.refreshToken()))).isTrue();
        assertThat(provider.events()).containsOnlyOnce("token.revoked");
    }

    /** An app that lost an answer gives back the token it still has. */
    @Test
    void section21AnOlderGenerationEndsTheFamilyToo() {
        Rights rights = rights();
        RefreshToken first = Objects.requireNonNull(rights.refreshToken());
        Rights next =
                provider.rights(provider.db.write(tx -> provider.families.refresh(tx, client, first, null, null)));

        revoke(app, provider.families.write(first), "");

        assertThat(refreshes(Objects.requireNonNull(next.refreshToken()))).isFalse();
    }

    @Test
    void section21ATokenOfAnotherAppIsRefusedAndStays() {
        Rights rights = rights();
        TokenAnswer answer = provider.tokens.issue(client, rights);
        AddedApp thief = provider.webApp(ada);

        for (String token : List.of(answer.accessToken(), String.valueOf(answer.refreshToken()))) {
            Shown refused = revoke(thief, token, "");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("invalid_grant")
                    .doesNotContain(ada.id().toString());
        }
        assertThat(holds(answer.accessToken())).isTrue();
        assertThat(refreshes(Objects.requireNonNull(rights.refreshToken()))).isTrue();
    }

    @Test
    void section22AnUnknownTokenHasEndedAlready() {
        for (String token : List.of("x", "a.b.c", "twr_x", "twa_" + "a".repeat(43))) {
            assertThat(revoke(app, token, "").status()).as(token).isEqualTo(200);
        }
        String token = provider.tokens.issue(client, rights()).accessToken();
        assertThat(revoke(app, token, "").status()).isEqualTo(200);
        assertThat(revoke(app, token, "").status()).as("twice").isEqualTo(200);
        provider.consents.withdraw(ada.id(), client.id());
        assertThat(revoke(app, token, "").status()).as("withdrawn").isEqualTo(200);
    }

    @Test
    void section21TheHintIsOnlyAHint() {
        TokenAnswer answer = provider.tokens.issue(client, rights());

        revoke(app, answer.accessToken(), "&token_type_hint=refresh_token");
        assertThat(holds(answer.accessToken())).isFalse();

        TokenAnswer more = provider.tokens.issue(client, rights());
        revoke(app, String.valueOf(more.refreshToken()), "&token_type_hint=access_token");
        assertThat(holds(more.accessToken())).isFalse();
        assertThat(revoke(app, "x", "&token_type_hint=unheard_of").status()).isEqualTo(200);
    }

    @Test
    void section21APublicAppRevokesWithItsNameAlone() {
        AddedApp spa = provider.app(ada, "spa", Provider.CALLBACK);
        String code = provider.code(ada, spa.client(), SCOPES, null);
        TokenAnswer answer =
                provider.tokens.issue(spa.client(), provider.rights(provider.redeem(spa.client(), code, null)));

        assertThat(revoke(spa, answer.accessToken(), "").status()).isEqualTo(200);

        assertThat(holds(answer.accessToken())).isFalse();
    }

    @Test
    void section21AnAppWithASecretMustProveItself() {
        String token = provider.tokens.issue(client, rights()).accessToken();
        Browser program = provider.browser();

        for (String body : List.of(
                "token=" + token,
                "token=" + token + "&client_id=" + client.id(),
                "token=" + token + "&client_id=" + client.id() + "&client_secret=wrong")) {
            assertThat(program.postRaw("/connect/revocation", body).status())
                    .as(body)
                    .isEqualTo(401);
        }
        assertThat(holds(token)).isTrue();
        Shown missing = revoke(app, "", "");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("invalid_request");
    }

    @Test
    void anAppsOwnTokenEndsAlone() {
        AddedApp machine = provider.apps.add(
                People.OPERATOR,
                new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(), List.of()));
        String one = provider.tokens
                .issueToApp(machine.client(), ScopeSet.stored("api1"), Bounds.NONE)
                .accessToken();
        String other = provider.tokens
                .issueToApp(machine.client(), ScopeSet.stored("api1"), Bounds.NONE)
                .accessToken();
        assertThat(holds(one)).isTrue();

        assertThat(revoke(machine, one, "").status()).isEqualTo(200);

        assertThat(holds(one)).isFalse();
        assertThat(holds(other)).isTrue();
        provider.clock.advance(Duration.ofHours(1));
        assertThat(provider.expired.forget()).as("the row of the revoked one").isEqualTo(1);
    }

    @Test
    void of64AtOnceAllAreAnsweredAndOneIsNoted() throws Exception {
        TokenAnswer answer = provider.tokens.issue(client, rights());
        String token = String.valueOf(answer.refreshToken());
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Shown>> attempts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    return revoke(app, token, "");
                }));
            }
            start.countDown();
            for (Future<Shown> attempt : attempts) {
                assertThat(attempt.get().status()).isEqualTo(200);
            }
        }
        assertThat(holds(answer.accessToken())).isFalse();
        assertThat(provider.events()).containsOnlyOnce("token.revoked");
    }
}
