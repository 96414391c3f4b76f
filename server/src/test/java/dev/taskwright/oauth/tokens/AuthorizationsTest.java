package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.claims.ClaimsRequest;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Grants without a code, and opaque tokens that hang on them. */
@EachDatabase
class AuthorizationsTest {
    private static final String SCOPES = "openid api1 offline_access";

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    AuthorizationsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Rights start(String session, String scopes, boolean mayRefresh) {
        ScopeSet wanted = ScopeSet.stored(scopes);
        PreparedGrant grant = provider.authorizations.prepare(new GrantTerms(
                ada.id(),
                client.id(),
                session,
                wanted,
                provider.signedInNow(),
                ClaimsRequest.NONE,
                null,
                mayRefresh,
                Bounds.NONE));
        return provider.db.write(tx -> {
            provider.consents.give(tx, ada.id(), client.id(), wanted);
            return provider.authorizations.start(tx, grant);
        });
    }

    private boolean holds(String token) {
        return provider.accessTokens.find(token).isPresent();
    }

    @Test
    void oneSessionIsOneAuthorizationAndEachGrantALineageOfItsOwn() {
        Rights one = start("a session", SCOPES, true);
        Rights other = start("a session", SCOPES, true);
        Rights elsewhere = start("another session", SCOPES, true);

        assertThat(other.authorizationId()).isEqualTo(one.authorizationId());
        assertThat(other.lineage()).isNotEqualTo(one.lineage());
        assertThat(elsewhere.authorizationId()).isNotEqualTo(one.authorizationId());
    }

    @Test
    void aRefreshTokenNeedsTheScopeAndThePermission() {
        assertThat(start("s", SCOPES, true).refreshToken()).isNotNull();
        assertThat(start("s", SCOPES, false).refreshToken()).isNull();
        assertThat(start("s", "openid api1", true).refreshToken()).isNull();
    }

    @Test
    void whatHangsOnNoBrowserSessionOutlivesThemAll() {
        Rights device = start(provider.authorizations.sessionless(), SCOPES, true);
        Rights browser = start("a session that is over", SCOPES, true);
        SessionTokens sessions = new SessionTokens(provider.clock);

        List<Participant> ended = provider.db.write(tx -> sessions.ofEndedSessions(tx, ada.id()));
        assertThat(ended).extracting(Participant::sid).containsExactly(browser.authorizationId());

        provider.clock.advance(Duration.ofDays(29));
        provider.expired.forget();
        RefreshToken token = Objects.requireNonNull(device.refreshToken());
        Exchange refreshed = provider.db.write(tx -> provider.families.refresh(tx, client, token, null, null));
        assertThat(refreshed).isInstanceOf(Exchange.Granted.class);
    }

    @Test
    void withoutARefreshTokenItGoesWithItsLastAccessToken() {
        start(provider.authorizations.sessionless(), "api1", true);

        provider.clock.advance(AccessTokens.LIFETIME.plus(Codes.LIFETIME));

        assertThat(provider.expired.forget()).isEqualTo(1);
    }

    @Test
    void anOpaqueTokenEndsWithWhatItHangsOn() {
        Client opaque = provider.describe(client, Map.of("access_token_format", "opaque"));
        Rights rights = start("a session", SCOPES, false);
        String token = provider.tokens.issue(opaque, rights).accessToken();
        assertThat(provider.accessTokens.find(token))
                .hasValueSatisfying(found -> assertThat(found.user()).isEqualTo(ada.id()));

        provider.consents.withdraw(ada.id(), client.id());

        assertThat(holds(token)).isFalse();
        assertThat(new Provider(data.db()).accessTokens.find(token)).isEmpty();
        assertThatThrownBy(() -> provider.tokens.issue(opaque, rights))
                .isInstanceOfSatisfying(
                        OAuthException.class,
                        refused -> assertThat(refused.error().code()).isEqualTo("invalid_grant"));
    }

    @Test
    void aStoredTokenSaysNothingOfThePersonButWhoItIs() {
        Client opaque = provider.describe(client, Map.of("access_token_format", "opaque"));
        Rights rights = start("a session", "openid email profile", false);
        provider.tokens.issue(opaque, rights);

        String stored = provider.db.read(tx -> tx.handle()
                .createQuery("SELECT claims FROM opaque_token")
                .mapTo(String.class)
                .one());

        assertThat(stored).contains("\"sub\":\"" + ada.id() + "\"").doesNotContain("ada@example.org", "The ada");
    }

    @Test
    void aDisabledPersonGetsNothingInFront() {
        Rights rights = start("a session", SCOPES, false);
        provider.users.disable(People.OPERATOR, ada.id());

        assertThatThrownBy(() -> provider.tokens.inFront(client, rights, ResponseType.TOKEN, null, null))
                .isInstanceOf(OAuthException.class);
    }
}
