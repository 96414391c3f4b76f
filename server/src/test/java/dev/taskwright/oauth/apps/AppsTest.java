package dev.taskwright.oauth.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.Problem;
import dev.taskwright.base.ProblemException;
import dev.taskwright.base.Scope;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.AuthenticationMethod;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.clients.ClientId;
import dev.taskwright.oauth.clients.Clients;
import dev.taskwright.oauth.protocol.GrantType;
import dev.taskwright.oauth.protocol.ResponseType;
import dev.taskwright.oauth.protocol.ScopeSet;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EachDatabase
class AppsTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;

    AppsTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void aWebAppGetsASecretThatIsKeptOnlyAsDigest() {
        AddedApp added = provider.apps.add(People.OPERATOR, NewApp.web("ada", "Quill", "https://q.example/cb"));

        String secret = String.valueOf(added.secret());
        Client client = provider.clients.find(added.client().id().value()).orElseThrow();
        assertThat(client).isEqualTo(added.client());
        assertThat(secret).hasSize(43);
        assertThat(client.proof().secrets())
                .hasSize(1)
                .noneMatch(kept -> kept.digest().contains(secret));
        assertThat(Clients.hasSecret(client, secret, provider.clock.instant())).isTrue();
        assertThat(Clients.hasSecret(client, secret + "x", provider.clock.instant()))
                .isFalse();
        assertThat(added.toString()).doesNotContain(secret);
        assertThat(client.grants()).containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE);
        assertThat(client.defaultScopes()).isEqualTo(ScopeSet.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.API1));
    }

    @Test
    void aClientIdHasSixteenLettersAndDigitsAndIsNoNumber() {
        for (int i = 0; i < 20; i++) {
            AddedApp added = provider.apps.add(People.OPERATOR, NewApp.web("ada", "Quill", "https://q.example/cb"));
            assertThat(added.client().id().value()).matches("[0-9A-Za-z]{16}").doesNotMatch("[0-9]+");
        }
        assertThat(ClientId.isWellFormed("1234567890123456")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"spa,https://q.example/cb", "native,http://127.0.0.1/cb", "mcp,http://127.0.0.1/cb"})
    void publicKindsGetNoSecret(String kind, String uri) {
        AddedApp added = provider.app(ada, kind, uri);

        assertThat(added.secret()).isNull();
        assertThat(added.client().proof().secrets()).isEmpty();
        assertThat(added.client().authenticationMethods()).containsExactly(AuthenticationMethod.NONE);
    }

    @Test
    void aMachineNeedsNoRedirectUri() {
        AddedApp added = provider.apps.add(
                People.OPERATOR, new NewApp("ada", "Robot", "machine", List.of(), null, null, List.of(), List.of()));

        assertThat(added.secret()).isNotNull();
        assertThat(added.client().responseTypes()).isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertInvalid("owner", new NewApp("nobody", "Q", "web", List.of("https://q.example"), null, null, L, L));
        assertInvalid("name", new NewApp("ada", " ", "web", List.of("https://q.example"), null, null, L, L));
        assertInvalid("name", new NewApp("ada", "Q\u202euill", "web", List.of("https://q.example"), null, null, L, L));
        assertInvalid("kind", new NewApp("ada", "Q", "car", List.of("https://q.example"), null, null, L, L));
        assertInvalid("redirect_uri", new NewApp("ada", "Q", "web", List.of(), null, null, L, L));
        assertInvalid("redirect_uri", new NewApp("ada", "Q", "web", List.of("http://q.example"), null, null, L, L));
        assertInvalid("scope", new NewApp("ada", "Q", "web", List.of("https://q.example"), "api9", null, L, L));
        assertInvalid(
                "default_scope", new NewApp("ada", "Q", "web", List.of("https://q.example"), "api1", "api2", L, L));
        assertInvalid(
                "grant", new NewApp("ada", "Q", "web", List.of("https://q.example"), null, null, List.of("magic"), L));
        assertInvalid(
                "response_type",
                new NewApp(
                        "ada",
                        "Q",
                        "web",
                        List.of("https://q.example"),
                        null,
                        null,
                        List.of("authorization_code"),
                        List.of("token")));
    }

    private static final List<String> L = List.of();

    private void assertInvalid(String pointer, NewApp app) {
        assertThatThrownBy(() -> provider.apps.add(People.OPERATOR, app))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem())
                                .isInstanceOfSatisfying(
                                        Problem.Invalid.class,
                                        invalid -> assertThat(invalid.pointer()).isEqualTo(pointer)));
        assertThat(provider.apps.list(People.OPERATOR)).isEmpty();
    }

    @Test
    void aSetOfAppsIsRegisteredAtOnce() {
        List<AddedApp> added = provider.apps.addAll(
                People.OPERATOR,
                "ada",
                List.of(described("one", "https://q.example/1"), described("two", "https://q.example/2")));

        assertThat(added).extracting(app -> app.client().id().value()).containsExactly("one", "two");
        assertThat(provider.apps.list(People.OPERATOR)).hasSize(2);
    }

    @Test
    void ofASetThatIsWrongEveryFaultIsNamedAndNothingIsRegistered() {
        List<?> set = List.of(
                described("one", "https://q.example/1"),
                described("two", "http://q.example/2"),
                "no object",
                described("3", "https://q.example/3"));

        assertThatThrownBy(() -> provider.apps.addAll(People.OPERATOR, "ada", set))
                .hasMessageContaining("[1] redirect_uris http://q.example/2")
                .hasMessageContaining("[2] the registration must be a JSON object")
                .hasMessageContaining("[3] client_id")
                .hasMessageNotContaining("[0]");
        List<?> twice = List.of(described("one", "https://q.example/1"), described("one", "https://q.example/2"));
        assertThatThrownBy(() -> provider.apps.addAll(People.OPERATOR, "ada", twice))
                .hasMessageContaining("[1] there is an app one already");
        assertThat(provider.apps.list(People.OPERATOR)).isEmpty();
    }

    @Test
    void whatMakesAccountsLessSafeIsTheOperatorsToGive() {
        for (Map<String, Object> gift : List.<Map<String, Object>>of(
                Map.of("grant_types", List.of("authorization_code", "refresh_token", "password")),
                Map.of("refresh_without_authentication", true),
                Map.of("answers_for", List.of("https://api.example/")))) {
            Map<String, Object> metadata = new HashMap<>(gift);
            metadata.put("redirect_uris", List.of("https://q.example/cb"));

            assertThatThrownBy(() -> provider.apps.add(People.calling(ada), "ada", metadata))
                    .hasMessageContaining("only the operator");
            String id = provider.apps
                    .add(People.OPERATOR, "ada", metadata)
                    .client()
                    .id()
                    .value();
            assertThat(provider.apps.change(People.calling(ada), id, metadata).client())
                    .as("what was given may be kept")
                    .isNotNull();
            provider.apps.delete(People.OPERATOR, id);
        }
    }

    @Test
    void whatTheOperatorIsShownMayBeSaidAgain() {
        for (String kind : List.of("web", "spa", "native", "mcp", "device", "machine")) {
            Map<String, Object> metadata = new HashMap<>(Map.of("kind", kind, "client_name", "Quill"));
            if (!Set.of("device", "machine").contains(kind)) {
                metadata.put("redirect_uris", List.of("https://q.example/cb"));
            }
            Client before = provider.apps.add(People.OPERATOR, "ada", metadata).client();

            Client after = provider.apps
                    .change(People.OPERATOR, before.id().value(), AppJson.everything(before))
                    .client();

            assertThat(after).as(kind).isEqualTo(before);
        }
    }

    @Test
    void metadataOfAnotherAppIsNotTakenForAChange() {
        String id = provider.webApp(ada).client().id().value();

        assertThatThrownBy(() -> provider.apps.change(People.OPERATOR, id, described("other", "https://q.example/")))
                .hasMessageContaining("client_id");
    }

    /** RFC 7518, 3.2: a key is as long as its hash. */
    @Test
    void aChosenSecretThatSignsIsLongEnough() {
        Map<String, Object> metadata = new HashMap<>(described("one", "https://q.example/1"));
        metadata.put("token_endpoint_auth_method", "client_secret_jwt");
        metadata.put("client_secret", "short");

        assertThatThrownBy(() -> provider.apps.add(People.OPERATOR, "ada", metadata))
                .hasMessageContaining("client_secret");
        metadata.put("client_secret", "x".repeat(32));
        Client client = provider.apps.add(People.OPERATOR, "ada", metadata).client();
        assertThat(provider.secrets.open(client, provider.clock.instant())).hasSize(1);
    }

    /** OpenID Connect Registration, 2: a request object under the secret is one more reason to be able to read it. */
    @Test
    void aSecretThatSignsRequestsIsKeptSealed() {
        Map<String, Object> metadata = new HashMap<>(described("one", "https://q.example/1"));
        metadata.put("request_object_signing_alg", "HS256");

        Client client = provider.apps.add(People.OPERATOR, "ada", metadata).client();

        assertThat(provider.secrets.open(client, provider.clock.instant())).hasSize(1);
    }

    private static Map<String, Object> described(String id, String uri) {
        return Map.of("client_id", id, "redirect_uris", List.of(uri));
    }

    @Test
    void theListIsOldestFirstAndAPersonSeesTheirOwn() {
        User bob = provider.people.add("bob");
        AddedApp first = provider.webApp(ada);
        provider.clock.advance(Duration.ofSeconds(1));
        AddedApp second = provider.webApp(bob);

        assertThat(provider.apps.list(People.OPERATOR)).containsExactly(first.client(), second.client());
        assertThat(provider.apps.list(People.calling(bob))).containsExactly(second.client());
    }

    @Test
    void aDeletedAppIsGoneAtOnce() {
        AddedApp added = provider.webApp(ada);
        String id = added.client().id().value();
        assertThat(provider.clients.find(id)).isPresent();

        provider.apps.delete(People.OPERATOR, id);

        assertThat(provider.clients.find(id)).isEmpty();
        assertThatThrownBy(() -> provider.apps.delete(People.OPERATOR, id)).isInstanceOf(ProblemException.class);
    }

    @Test
    void somebodyElsesAppCannotBeDeletedOrMade() {
        User bob = provider.people.add("bob");
        AddedApp added = provider.webApp(ada);

        assertThatThrownBy(() -> provider.apps.delete(
                        People.calling(bob), added.client().id().value()))
                .hasMessageContaining("not found");
        assertThatThrownBy(() -> provider.apps.add(People.calling(bob), NewApp.web("ada", "Q", "https://q.example/cb")))
                .isInstanceOf(ProblemException.class);
        assertThat(provider.clients.find(added.client().id().value())).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "NULL", "a b", "123", "é", "'\u0000'"},
            nullValues = "NULL")
    void whatCannotBeAClientIdIsNotLookedFor(@Nullable String presented) {
        assertThat(provider.clients.find(presented == null ? "x".repeat(500) : presented))
                .isEmpty();
    }
}
