package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.AuthorizationDetails;
import dev.taskwright.oauth.protocol.OAuthException;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What rights say is what their tokens say, from the code to the last refresh. */
@EachDatabase
class RightsTest {
    private static final String SCOPES = "openid api1 offline_access";
    private static final Bounds BOUNDS = new Bounds(
            List.of(Provider.ISSUER + "/api/v1", "https://elsewhere.example/"),
            AuthorizationDetails.parse("[{\"type\":\"a\",\"identifier\":\"p\"}]")
                    .orElseThrow(),
            null);

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;

    RightsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Rights rights(Bounds bounds) {
        return provider.rights(provider.redeem(client, provider.codeWithin(ada, client, SCOPES, bounds), null));
    }

    private AccessToken read(TokenAnswer answer) {
        return provider.accessTokens.find(answer.accessToken()).orElseThrow();
    }

    @Test
    void rfc8707TheResourcesAskedForAreTheAudience() {
        AccessToken token = read(provider.tokens.issue(client, rights(BOUNDS)));

        assertThat(token.audiences()).containsExactlyElementsOf(BOUNDS.resources());
        assertThat(token.bounds().resources()).isEqualTo(BOUNDS.resources());
    }

    @Test
    void rfc9396TheDetailsAreInTheTokenAndInTheAnswer() {
        TokenAnswer answer = provider.tokens.issue(client, rights(BOUNDS));

        assertThat(answer.details()).isEqualTo(BOUNDS.details());
        assertThat(read(answer).bounds().details()).isEqualTo(BOUNDS.details());
    }

    @Test
    void aRefreshedTokenHasTheSameBounds() {
        Rights first = rights(BOUNDS);
        RefreshToken refresh = Objects.requireNonNull(first.refreshToken());

        Rights second =
                provider.rights(provider.db.write(tx -> provider.families.refresh(tx, client, refresh, null, null)));

        assertThat(second.bounds()).isEqualTo(BOUNDS);
    }

    @Test
    void anAppsOwnTokenHasBoundsToo() {
        Client machine = provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(), List.of()))
                .client();

        AccessToken token = read(provider.tokens.issueToApp(machine, ScopeSet.stored("api1"), BOUNDS));

        assertThat(token.bounds()).isEqualTo(BOUNDS);
    }

    /** RFC 8693, 4.1. */
    @Test
    void whoActsForThePersonIsInTheToken() {
        Map<String, Object> actor = Map.of("sub", "agent", "act", Map.of("sub", "another"));

        AccessToken token =
                read(provider.tokens.issue(client, rights(Bounds.NONE).actedBy(actor)));

        assertThat(token.actor()).isEqualTo(actor);
        assertThat(read(provider.tokens.issue(client, rights(Bounds.NONE))).actor())
                .isNull();
    }

    @Test
    void aTokenEndsWithWhatItDescendsFrom() {
        Instant now = provider.clock.instant();
        TokenAnswer answer = provider.tokens.issue(client, rights(Bounds.NONE).until(now.plusSeconds(90)));

        assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read(answer).expiresAt().getEpochSecond()).isEqualTo(now.getEpochSecond() + 90);
        assertThat(provider.tokens
                        .issue(client, rights(Bounds.NONE).until(now.plus(Duration.ofDays(1))))
                        .expiresIn())
                .isEqualTo(AccessTokens.LIFETIME);
        Rights over = rights(Bounds.NONE).until(now);
        assertThatThrownBy(() -> provider.tokens.issue(client, over)).isInstanceOf(OAuthException.class);
    }
}
