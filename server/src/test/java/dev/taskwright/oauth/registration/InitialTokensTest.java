package dev.taskwright.oauth.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskwright.base.ProblemException;
import dev.taskwright.base.UserId;
import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 7591, 1.2 and 3: initial access tokens, and who may register without one. */
@EachDatabase
class InitialTokensTest {
    private static final String MINIMAL = "{\"redirect_uris\":[\"https://q.example/cb\"]}";

    private final TestDatabase data;
    private final Provider provider;

    InitialTokensTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
    }

    @AfterEach
    void close() {
        data.close();
    }

    @Test
    void rfc7591Section3WithoutATokenNobodyRegistersWhereOneIsNeeded() {
        Shown none = register(RegistrationPolicy.TOKEN, null);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(register(RegistrationPolicy.TOKEN, "twi_made-up").status()).isEqualTo(401);
        assertThat(provider.apps.list(People.OPERATOR)).isEmpty();

        assertThat(register(RegistrationPolicy.TOKEN, token(1, null)).status()).isEqualTo(201);
        assertThat(provider.apps.list(People.OPERATOR)).hasSize(1);
    }

    @Test
    void whereNobodyRegistersNoTokenHelps() {
        Shown shown = register(RegistrationPolicy.NOBODY, token(1, null));

        assertThat(shown.status()).isEqualTo(403);
        assertThat(shown.body()).contains("access_denied");
        assertThat(RegistrationFacts.of(provider.issuer, RegistrationPolicy.NOBODY))
                .isEmpty();
        assertThat(RegistrationFacts.of(provider.issuer, RegistrationPolicy.TOKEN))
                .containsEntry("registration_endpoint", Provider.ISSUER + "/oauth2/register");
    }

    @Test
    void whereAnybodyRegistersATokenThatIsWrongIsRefusedAllTheSame() {
        assertThat(register(RegistrationPolicy.ANYONE, "twi_made-up").status()).isEqualTo(401);
        assertThat(register(RegistrationPolicy.ANYONE, null).status()).isEqualTo(201);
    }

    @Test
    void aTokenRegistersAsManyAppsAsItSaysAndEndsInTime() {
        String two = token(2, null);
        assertThat(register(RegistrationPolicy.TOKEN, two).status()).isEqualTo(201);
        assertThat(register(RegistrationPolicy.TOKEN, two).status()).isEqualTo(201);
        assertThat(register(RegistrationPolicy.TOKEN, two).status()).isEqualTo(401);

        String old = token(1, null);
        provider.clock.advance(Duration.ofHours(1));
        assertThat(register(RegistrationPolicy.TOKEN, old).status()).isEqualTo(401);
        assertThat(provider.initialTokens.forgetOver()).isEqualTo(2);
        assertThat(provider.initialTokens.list(People.OPERATOR)).isEmpty();
    }

    @Test
    void aRegistrationThatIsRefusedUsesNothingUp() {
        String token = token(1, null);
        Browser app = browser(RegistrationPolicy.TOKEN).with("Authorization", "Bearer " + token);

        assertThat(app.sendJson("POST", "/oauth2/register", "{}").status()).isEqualTo(400);
        assertThat(app.sendJson("POST", "/oauth2/register", MINIMAL).status()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneGetsTheLastUse() throws Exception {
        InitialToken token = provider.initialTokens.find(token(1, null)).orElseThrow();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> use =
                    () -> provider.db.write(tx -> provider.initialTokens.use(tx, token, provider.clock.instant()));
            List<Future<Boolean>> all =
                    pool.invokeAll(IntStream.range(0, 64).mapToObj(i -> use).toList());
            int used = 0;
            for (Future<Boolean> each : all) {
                used += each.get() ? 1 : 0;
            }
            assertThat(used).isEqualTo(1);
        }
    }

    @Test
    void whoeverTheTokenNamesAnswersForTheApps() {
        User ada = provider.people.add("ada");
        Shown shown = register(RegistrationPolicy.TOKEN, token(1, ada.id()));

        Client client = provider.clients
                .find(String.valueOf(json(shown).get("client_id")))
                .orElseThrow();
        assertThat(client.owner()).isEqualTo(ada.id());
    }

    @Test
    void anAppOfATokenIsNotSweptOut() {
        String of = token(1, null);
        String id = String.valueOf(json(register(RegistrationPolicy.TOKEN, of)).get("client_id"));
        provider.clock.advance(Registrations.UNUSED_FOR.plus(Duration.ofDays(1)));

        assertThat(provider.registrations.forgetUnused()).isZero();
        assertThat(provider.clients.find(id)).isPresent();
    }

    @Test
    void theTextIsKeptOnlyAsDigestAndARevokedTokenEnds() {
        InitialTokens.Created created =
                provider.initialTokens.create(People.OPERATOR, "CI", 5, Duration.ofDays(1), null);

        assertThat(created.toString()).doesNotContain(created.text());
        assertThat(provider.initialTokens.list(People.OPERATOR)).containsExactly(created.token());
        provider.initialTokens.revoke(People.OPERATOR, created.token().id());
        assertThat(register(RegistrationPolicy.TOKEN, created.text()).status()).isEqualTo(401);
        assertThatThrownBy(() -> provider.initialTokens.revoke(
                        People.OPERATOR, created.token().id()))
                .isInstanceOf(ProblemException.class);
        assertThat(provider.events()).contains("registration_token.created", "registration_token.revoked");
    }

    @Test
    void onlyTheOperatorHandlesThem() {
        User ada = provider.people.add("ada");
        assertThatThrownBy(() ->
                        provider.initialTokens.create(People.calling(ada), "Mine", 1, Duration.ofDays(1), ada.id()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> provider.initialTokens.list(People.calling(ada)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> provider.initialTokens.create(People.OPERATOR, " ", 1, Duration.ofDays(1), null))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> provider.initialTokens.create(People.OPERATOR, "Mine", 0, Duration.ofDays(1), null))
                .hasMessageContaining("uses");
    }

    private String token(int uses, @Nullable UserId owner) {
        return provider.initialTokens
                .create(People.OPERATOR, "CI", uses, Duration.ofHours(1), owner)
                .text();
    }

    private Browser browser(RegistrationPolicy policy) {
        return provider.browser(provider.registration(policy, List.of()));
    }

    private Shown register(RegistrationPolicy policy, @Nullable String token) {
        Browser app = browser(policy);
        if (token != null) {
            app.with("Authorization", "Bearer " + token);
        }
        return app.sendJson("POST", "/oauth2/register", MINIMAL);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }
}
