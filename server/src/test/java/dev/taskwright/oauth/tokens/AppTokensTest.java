package dev.taskwright.oauth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.taskwright.identity.access.Credential;
import dev.taskwright.identity.access.Decision;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of an app that acts for itself: RFC 6749, 4.4; RFC 9068, 2. */
@EachDatabase
class AppTokensTest {
    private static final ScopeSet API = ScopeSet.stored("api1");

    private final TestDatabase data;
    private final Provider provider;
    private final Client machine;

    AppTokensTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        provider.people.add("ada");
        machine = machine("client_credentials");
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Client machine(String... grants) {
        return provider.apps
                .add(
                        People.OPERATOR,
                        new NewApp("ada", "Robot", "machine", List.of(), "api1", "api1", List.of(grants), List.of()))
                .client();
    }

    private boolean holds(String token) {
        return provider.accessTokens.find(token).isPresent();
    }

    @Test
    void rfc9068Section22TheSubjectIsTheApp() throws ParseException {
        TokenAnswer answer = provider.tokens.issueToApp(machine, API, Bounds.NONE);

        SignedJWT jwt = SignedJWT.parse(answer.accessToken());
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        String id = machine.id().value();
        assertThat(jwt.getPayload().toJSONObject())
                .containsOnlyKeys("iss", "aud", "client_id", "scope", "iat", "exp", "jti", "sub")
                .containsEntry("sub", id)
                .containsEntry("client_id", id)
                .containsEntry("aud", Provider.ISSUER + "/api/v1");
        assertThat(answer.refreshToken()).isNull();
        assertThat(answer.idToken()).isNull();
        assertThat(answer.scopes()).isEqualTo(API);
    }

    /** There is no database any more, and nobody misses it. */
    @Test
    void aReadableTokenCostsNoLookAtTheDatabase() {
        Client known = provider.clients.find(machine.id().value()).orElseThrow();
        provider.tokens.issueToApp(known, API, Bounds.NONE);
        provider.db.close();

        Client again = provider.clients.find(machine.id().value()).orElseThrow();

        assertThat(provider.tokens.issueToApp(again, API, Bounds.NONE).accessToken())
                .isNotEmpty();
    }

    @Test
    void theApiIsForPeople() {
        String token = provider.tokens.issueToApp(machine, API, Bounds.NONE).accessToken();

        Decision decision = provider.gate.check(
                new Credential("bearer", token, "GET", Provider.ISSUER + "/api/v1/workspaces", List.of(), null));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.message()).contains("personal token"));
    }

    @Test
    void itEndsWhenTheAppIsDeletedAlsoIfAnotherTakesItsName() {
        String token = provider.tokens.issueToApp(machine, API, Bounds.NONE).accessToken();
        assertThat(holds(token)).isTrue();

        provider.apps.delete(People.OPERATOR, machine.id().value());
        assertThat(holds(token)).isFalse();

        provider.clock.advance(Duration.ofSeconds(1));
        provider.apps.add(
                People.OPERATOR,
                "ada",
                Map.of(
                        "client_id",
                        machine.id().value(),
                        "kind",
                        "machine",
                        "grant_types",
                        List.of("client_credentials"),
                        "scope",
                        "api1"));
        assertThat(holds(token)).isFalse();
        assertThat(holds(provider.tokens.issueToApp(machine, API, Bounds.NONE).accessToken()))
                .as("of the new one")
                .isTrue();
    }

    @Test
    void itEndsWhenTheAppLosesTheGrant() {
        Client both = provider.apps
                .add(
                        People.OPERATOR,
                        "ada",
                        Map.of(
                                "grant_types", List.of("client_credentials", "authorization_code"),
                                "redirect_uris", List.of(Provider.CALLBACK),
                                "scope", "api1"))
                .client();
        String token = provider.tokens.issueToApp(both, API, Bounds.NONE).accessToken();
        assertThat(holds(token)).isTrue();

        provider.apps.change(
                People.OPERATOR,
                both.id().value(),
                Map.of(
                        "grant_types", List.of("authorization_code"),
                        "redirect_uris", List.of(Provider.CALLBACK),
                        "scope", "api1"));

        assertThat(holds(token)).isFalse();
    }

    @Test
    void anOpaqueOneIsARowUntilItExpires() {
        Client opaque = provider.describe(machine, Map.of("access_token_format", "opaque"));
        String token = provider.tokens.issueToApp(opaque, API, Bounds.NONE).accessToken();

        assertThat(token).matches("twa_[A-Za-z0-9_-]{43}");
        assertThat(new Provider(data.db()).accessTokens.find(token))
                .as("on another node too")
                .hasValueSatisfying(found -> {
                    assertThat(found.subject()).isEqualTo(machine.id().value());
                    assertThat(found.user()).isNull();
                    assertThat(found.scopes()).isEqualTo(API);
                });
        assertThat(holds("twa_" + "a".repeat(43))).isFalse();

        provider.clock.advance(AccessTokens.LIFETIME);
        assertThat(holds(token)).isFalse();
        assertThat(provider.expired.forget()).isEqualTo(1);
    }
}
