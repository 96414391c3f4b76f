package dev.taskwright.oauth.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core, 5.3; RFC 6750, 2 and 3. */
@EachDatabase
class UserinfoEndpointTest {
    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final Browser app;

    UserinfoEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        client = provider.webApp(ada).client();
        app = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private String token(String scopes) {
        return provider.tokens
                .issue(client, provider.rights(provider.redeem(client, provider.code(ada, client, scopes, null), null)))
                .accessToken();
    }

    private Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", ada.id().toString());
        claims.put("userid", ada.id().toString());
        claims.put("email", "ada@example.org");
        claims.put("email_verified", false);
        claims.put("name", "The ada");
        claims.put("fullname", "The ada");
        claims.put("preferred_username", "ada");
        claims.put("picture", null);
        claims.put("updated_at", provider.clock.instant().getEpochSecond());
        return claims;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/userinfo", "/connect/userinfo"})
    void theClaimsFollowTheScopesOnBothPathsWithGetAndPost(String path) {
        String token = token("openid email profile api1");
        app.with("Authorization", "bearer " + token);
        Shown got = app.get(path);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Json.parse(got.body())).isEqualTo(all());
        assertThat(app.postRaw(path, "").body()).isEqualTo(got.body());

        app.with("Authorization", "");
        assertThat(app.postRaw(path, "access_token=" + token).body()).isEqualTo(got.body());
    }

    @Test
    void withoutEmailAndProfileOnlyTheNumberIsTold() {
        app.with("Authorization", "Bearer " + token("openid"));

        assertThat(Json.parse(app.get("/oauth2/userinfo").body()))
                .isEqualTo(Map.of("sub", ada.id().toString(), "userid", ada.id().toString()));
    }

    /** RFC 6750, 3.1. */
    @Test
    void withoutATokenTheAnswerOnlySaysHowToPresentOne() {
        Shown shown = app.get("/oauth2/userinfo");

        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"taskwright\"");
        assertThat(app.get("/oauth2/userinfo?access_token=" + token("openid")).status())
                .as("never in the query")
                .isEqualTo(401);
    }

    @Test
    void aTokenThatDoesNotHoldIsRefused() {
        String token = token("openid");
        assertInvalid("x");
        assertInvalid(token + "x");
        provider.users.disable(People.OPERATOR, ada.id());
        assertInvalid(token);
        provider.users.enable(People.OPERATOR, ada.id());
        provider.clock.advance(Duration.ofHours(1));
        assertInvalid(token);
    }

    private void assertInvalid(String token) {
        app.with("Authorization", "Bearer " + token);
        Shown shown = app.get("/oauth2/userinfo");
        assertThat(shown.status()).isEqualTo(401);
        assertThat(shown.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void withoutOpenidTheScopeIsInsufficient() {
        app.with("Authorization", "Bearer " + token("api1"));

        Shown shown = app.get("/oauth2/userinfo");

        assertThat(shown.status()).isEqualTo(403);
        assertThat(shown.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"", "scope=\"openid\"");
    }

    @Test
    void twoTokensInOneRequestAreRefused() {
        String token = token("openid");
        app.with("Authorization", "Bearer " + token);

        assertThat(app.postRaw("/oauth2/userinfo", "access_token=" + token).status())
                .isEqualTo(400);
        app.with("Authorization", "");
        assertThat(app.postRaw("/oauth2/userinfo", "access_token=a&access_token=b")
                        .status())
                .isEqualTo(400);
        assertThat(app.postRaw("/oauth2/userinfo", "access_token=%zz").status()).isEqualTo(400);
    }
}
