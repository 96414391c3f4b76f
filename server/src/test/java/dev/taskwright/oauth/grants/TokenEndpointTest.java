package dev.taskwright.oauth.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskwright.identity.users.User;
import dev.taskwright.oauth.apps.AddedApp;
import dev.taskwright.oauth.apps.NewApp;
import dev.taskwright.oauth.clients.Client;
import dev.taskwright.oauth.protocol.CodeChallenge;
import dev.taskwright.platform.json.Json;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.EachDatabase;
import dev.taskwright.testkit.People;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token endpoint through the whole routing; sections are of RFC 6749 unless named otherwise. */
@EachDatabase
class TokenEndpointTest {
    private static final String SCOPES = "openid api1 offline_access";
    private static final String VERIFIER = "v".repeat(64);

    private final TestDatabase data;
    private final Provider provider;
    private final User ada;
    private final Client client;
    private final String secret;
    private final Browser app;

    TokenEndpointTest(DatabaseKind kind) {
        data = kind.fresh();
        provider = new Provider(data.db());
        ada = provider.people.add("ada");
        AddedApp added = provider.webApp(ada);
        client = added.client();
        secret = String.valueOf(added.secret());
        app = provider.browser();
    }

    @AfterEach
    void close() {
        data.close();
    }

    private static String form(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Shown withCode(String code, String... more) {
        return app.postRaw(
                "/oauth2/token",
                form("grant_type", "authorization_code", "code", code, "redirect_uri", Provider.CALLBACK) + "&"
                        + form(more));
    }

    private Shown withRefresh(String token, String... more) {
        return app.postRaw(
                "/oauth2/token", form("grant_type", "refresh_token", "refresh_token", token) + "&" + form(more));
    }

    private void basic(String id, String password) {
        String pair = URLEncoder.encode(id, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        app.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private String[] post() {
        return new String[] {"client_id", client.id().value(), "client_secret", secret};
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(Shown shown) {
        assertThat(shown.header("Content-Type")).isEqualTo("application/json");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        return (Map<String, Object>) Objects.requireNonNull(Json.parse(shown.body()));
    }

    private static Map<String, Object> ok(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return json(shown);
    }

    private static void assertRefused(Shown shown, int status, String error) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(status);
        assertThat(json(shown)).containsEntry("error", error).containsKey("error_description");
    }

    /** 5.1; OpenID Connect Core, 3.1.3.3. */
    @Test
    void aCodeIsExchangedForTokens() {
        Map<String, Object> answer = ok(withCode(provider.code(ada, client, SCOPES, null), post()));

        assertThat(answer)
                .containsOnlyKeys("access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token")
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 3_600L)
                .containsEntry("scope", SCOPES);
        assertThat(provider.accessTokens.find(String.valueOf(answer.get("access_token"))))
                .isPresent();
    }

    @Test
    void whatWasNotGrantedIsNotIssued() {
        assertThat(ok(withCode(provider.code(ada, client, "api1", null), post())))
                .doesNotContainKeys("refresh_token", "id_token");
    }

    @Test
    void connectIsTheSameEndpoint() {
        Shown shown = app.postRaw(
                "/connect/token",
                form("grant_type", "authorization_code", "code", provider.code(ada, client, "api1", null)) + "&"
                        + form("redirect_uri", Provider.CALLBACK) + "&" + form(post()));

        ok(shown);
    }

    /** 2.3.1: each half of the pair is form-encoded. */
    @Test
    void aSecretMayComeInTheHeader() {
        basic(client.id().value(), secret);

        ok(withCode(provider.code(ada, client, "api1", null)));
        ok(withCode(
                provider.code(ada, client, "api1", null),
                "client_id",
                client.id().value()));
    }

    /** 5.2: 401, with a challenge for those that tried the header. */
    @Test
    void aWrongSecretAndAnUnknownAppGetTheSameAnswer() {
        String code = provider.code(ada, client, "api1", null);
        basic(client.id().value(), "wrong");
        Shown wrong = withCode(code);
        assertRefused(wrong, 401, "invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic ");
        basic("unknown", secret);
        assertThat(withCode(code).body()).isEqualTo(wrong.body());
        app.with("Authorization", "");

        Shown posted = withCode(code, "client_id", client.id().value(), "client_secret", "wrong");
        assertThat(posted.body()).isEqualTo(wrong.body());
        assertThat(posted.header("WWW-Authenticate")).isEmpty();
        assertRefused(withCode(code, "client_id", client.id().value()), 401, "invalid_client");
        assertRefused(withCode(code), 401, "invalid_client");

        ok(withCode(code, post()));
    }

    /** 2.3: one method in a request. */
    @Test
    void twoMethodsAreRefused() {
        basic(client.id().value(), secret);

        assertRefused(withCode("x", post()), 400, "invalid_request");
        assertRefused(withCode("x", "client_id", "another"), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic !!!", "Basic YQ==", "Basic JWZmOiVmZg==", "Basic /w==", "Bearer x", "Digest x"})
    void aMalformedHeaderIsRefused(String header) {
        app.with("Authorization", header);

        assertRefused(withCode("x"), 401, "invalid_client");
    }

    /** RFC 7636, 4.6: a public app proves itself by its verifier. */
    @Test
    void aPublicAppNeedsItsVerifier() {
        Client cli = provider.app(ada, "native", Provider.CALLBACK).client();
        String id = cli.id().value();
        String code = provider.code(
                ada, cli, SCOPES, CodeChallenge.answeredBy(VERIFIER).orElseThrow());

        assertRefused(withCode(code, "client_id", id), 400, "invalid_grant");
        assertRefused(withCode(code, "client_id", id, "code_verifier", "short"), 400, "invalid_grant");
        assertRefused(withCode(code, "client_id", id, "code_verifier", "x".repeat(64)), 400, "invalid_grant");
        assertRefused(
                withCode(code, "client_id", id, "client_secret", "a", "code_verifier", VERIFIER),
                401,
                "invalid_client");
        Map<String, Object> answer = ok(withCode(code, "client_id", id, "code_verifier", VERIFIER));
        ok(withRefresh(String.valueOf(answer.get("refresh_token")), "client_id", id));
    }

    @Test
    void aCodeOfAnotherAppAddressOrTimeIsRefused() {
        AddedApp other = provider.webApp(ada);
        String code = provider.code(ada, client, "api1", null);

        assertRefused(
                withCode(
                        code,
                        "client_id",
                        other.client().id().value(),
                        "client_secret",
                        String.valueOf(other.secret())),
                400,
                "invalid_grant");
        assertRefused(
                app.postRaw(
                        "/oauth2/token",
                        form("grant_type", "authorization_code", "code", code, "redirect_uri", "https://x.example")
                                + "&" + form(post())),
                400,
                "invalid_grant");
        ok(withCode(code, post()));
        assertRefused(withCode(code, post()), 400, "invalid_grant");
    }

    /** 6; RFC 9700, 4.14.2. */
    @Test
    void aRefreshTokenIsRotated() {
        Map<String, Object> first = ok(withCode(provider.code(ada, client, SCOPES, null), post()));
        String token = String.valueOf(first.get("refresh_token"));

        Map<String, Object> second = ok(withRefresh(token, post()));

        assertThat(second).containsEntry("scope", SCOPES).containsKeys("access_token", "id_token", "refresh_token");
        assertThat(second.get("refresh_token")).isNotEqualTo(token);
        assertThat(ok(withRefresh(token, post())).get("refresh_token"))
                .as("a retry")
                .isEqualTo(second.get("refresh_token"));
        assertThat(ok(withRefresh(String.valueOf(second.get("refresh_token")), postWith("scope", "api1"))))
                .containsEntry("scope", "api1");
    }

    private String[] postWith(String name, String value) {
        return new String[] {"client_id", client.id().value(), "client_secret", secret, name, value};
    }

    @Test
    void aRefreshOfMoreThanWasGrantedIsRefused() {
        Map<String, Object> first = ok(withCode(provider.code(ada, client, SCOPES, null), post()));
        String token = String.valueOf(first.get("refresh_token"));

        assertRefused(withRefresh(token, postWith("scope", "api1 email")), 400, "invalid_scope");
        assertRefused(withRefresh(token, postWith("scope", "\"")), 400, "invalid_scope");
        ok(withRefresh(token, post()));
    }

    @Test
    void aForgedRefreshTokenIsRefused() {
        for (String forged : List.of("x", "twr_", "twr_" + "a".repeat(22) + ".0." + "b".repeat(43))) {
            assertRefused(withRefresh(forged, post()), 400, "invalid_grant");
        }
    }

    @Test
    void aDisabledPersonGetsNothing() {
        String code = provider.code(ada, client, SCOPES, null);
        String token = String.valueOf(ok(withCode(code, post())).get("refresh_token"));
        String fresh = provider.code(ada, client, SCOPES, null);
        provider.users.disable(People.OPERATOR, ada.id());

        assertRefused(withRefresh(token, post()), 400, "invalid_grant");
        assertRefused(withCode(fresh, post()), 400, "invalid_grant");
    }

    /** 5.2; S15: there is no password grant to try; {@code PasswordGrantTest} has the rest. */
    @Test
    void aGrantThatIsNotServedIsSaidToBe() {
        for (String grant : List.of("password", "implicit", "urn:x")) {
            assertRefused(
                    app.postRaw("/oauth2/token", form("grant_type", grant) + "&" + form(post())),
                    400,
                    "unsupported_grant_type");
        }
        assertRefused(app.postRaw("/oauth2/token", form(post())), 400, "invalid_request");
        assertRefused(
                app.postRaw("/oauth2/token", form("grant_type", "client_credentials") + "&" + form(post())),
                400,
                "unauthorized_client");
    }

    @Test
    void anAppUsesOnlyItsGrants() {
        AddedApp codeOnly = provider.apps.add(
                People.OPERATOR,
                new NewApp(
                        "ada",
                        "Quill",
                        "web",
                        List.of(Provider.CALLBACK),
                        "api1 offline_access",
                        null,
                        List.of("authorization_code"),
                        List.of()));
        String[] credentials = {
            "client_id", codeOnly.client().id().value(), "client_secret", String.valueOf(codeOnly.secret())
        };

        assertRefused(withRefresh("twr_x", credentials), 400, "unauthorized_client");
        assertThat(ok(withCode(provider.code(ada, codeOnly.client(), "api1 offline_access", null), credentials)))
                .doesNotContainKey("refresh_token");
    }

    /** 3.2: parameters once, without a value absent; S24: never in the query. */
    @Test
    void repetitionsAreRefusedAndTheQueryIsNotRead() {
        String code = provider.code(ada, client, "api1", null);

        assertRefused(withCode(code, "code", code), 400, "invalid_request");
        assertRefused(
                app.postRaw("/oauth2/token", form("code", "a") + "&code=b&" + form(post())), 400, "invalid_request");
        assertRefused(
                app.postRaw("/oauth2/token?" + form(post()), "grant_type=authorization_code"), 401, "invalid_client");
    }

    @Test
    void badInputIsNeverOurFault() {
        assertRefused(app.postRaw("/oauth2/token", "grant_type=%ff"), 400, "invalid_request");
        assertRefused(app.postRaw("/oauth2/token", "a=%"), 400, "invalid_request");
        assertRefused(app.postRaw("/oauth2/token", "a=" + "x".repeat(70_000)), 413, "invalid_request");
        assertRefused(app.postRaw("/oauth2/token", ""), 401, "invalid_client");
        assertThat(app.get("/oauth2/token").status()).isEqualTo(405);
        assertThat(app.get("/oauth2/token").header("Allow")).isEqualTo("POST");
    }
}
