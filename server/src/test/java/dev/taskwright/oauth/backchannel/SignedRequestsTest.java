package dev.taskwright.oauth.backchannel;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.taskwright.identity.users.User;
import dev.taskwright.testkit.Browser;
import dev.taskwright.testkit.Browser.Shown;
import dev.taskwright.testkit.DatabaseKind;
import dev.taskwright.testkit.KeyedApp;
import dev.taskwright.testkit.Provider;
import dev.taskwright.testkit.TestDatabase;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the app has signed: CIBA Core, 7.1.1; FAPI-CIBA, 5.2.2. */
class SignedRequestsTest {
    private static final String GRANT = "urn:openid:params:grant-type:ciba";
    private static final String PATH = "/oauth2/backchannel_authentication";

    private final TestDatabase data = DatabaseKind.SQLITE.fresh();
    private final Provider provider = new Provider(data.db());
    private final User ada = provider.people.add("ada");
    private final KeyedApp app = KeyedApp.of(
            provider,
            ada,
            Map.of(
                    "grant_types",
                    List.of("authorization_code", GRANT),
                    "backchannel_authentication_request_signing_alg",
                    "ES256"));
    private final Browser machine = provider.browser();

    @AfterEach
    void close() {
        data.close();
    }

    private Map<String, Object> request() {
        Map<String, Object> request = app.statement();
        request.put("scope", "openid");
        request.put("login_hint", "ada");
        request.put("binding_message", "Till 4");
        request.put("requested_expiry", 45);
        return request;
    }

    private Shown send(String request, String... more) {
        String[] fields = new String[more.length + 2];
        fields[0] = "request";
        fields[1] = request;
        System.arraycopy(more, 0, fields, 2, more.length);
        return machine.postRaw(PATH, app.form(fields));
    }

    private void assertRefused(Shown shown) {
        assertThat(shown.status()).as(shown.body()).isEqualTo(400);
        assertThat(KeyedApp.json(shown)).containsEntry("error", "invalid_request");
        assertThat(provider.backchannel.requests.waiting(ada.id())).isEmpty();
    }

    @Test
    void section711EverythingIsSaidInTheSignedPart() {
        Shown shown = send(app.signed(request()));

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(KeyedApp.json(shown)).containsEntry("expires_in", 45L);
        assertThat(provider.backchannel.requests.waiting(ada.id()).getLast().message())
                .isEqualTo("Till 4");
    }

    @Test
    void section711BesideItNothingMayBeAsked() {
        assertRefused(send(app.signed(request()), "scope", "openid"));
        assertRefused(send(app.signed(request()), "binding_message", "Till 5"));
    }

    @Test
    void section711WhoSignsAlwaysSigns() {
        assertRefused(machine.postRaw(PATH, app.form("scope", "openid", "login_hint", "ada")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "iat", "nbf", "jti"})
    void section711EachClaimIsNeeded(String claim) {
        Map<String, Object> request = request();
        request.remove(claim);

        assertRefused(send(app.signed(request)));
    }

    @Test
    void section711NoClaimMayBeWrong() {
        long now = provider.clock.instant().getEpochSecond();
        Map<String, List<Object>> wrong = Map.of(
                "iss", List.of("somebody", ""),
                "aud", List.of("https://else.example", List.of(Provider.ISSUER, "https://else.example"), List.of()),
                "exp", List.of(now - 120, now + 7_200),
                "iat", List.of(now + 600),
                "nbf", List.of(now + 600, now - 7_200),
                "jti", List.of("", "x".repeat(301)),
                "sub", List.of(app.client.id().value()),
                "login_hint", List.of(Map.of("a", 1)));
        wrong.forEach((claim, values) -> values.forEach(value -> {
            Map<String, Object> request = request();
            request.put(claim, value);
            assertRefused(send(app.signed(request)));
        }));
    }

    @Test
    void section711OnlyTheAppsKeySigns() throws ParseException {
        assertRefused(send(KeyedApp.signed(KeyedApp.newKey(), null, request())));
        assertRefused(send(KeyedApp.signed(app.key, "at+jwt", request())));
        assertRefused(send(new PlainJWT(JWTClaimsSet.parse(new LinkedHashMap<>(request()))).serialize()));
        assertRefused(send("not.a.jwt"));
        assertRefused(send("x".repeat(17_000)));
    }

    @Test
    void section711ARequestIsSentOnce() {
        String request = app.signed(request());
        assertThat(send(request).status()).isEqualTo(200);
        provider.backchannel.requests.waiting(ada.id());

        Shown again = send(request);

        assertThat(again.status()).isEqualTo(400);
        assertThat(provider.backchannel.requests.waiting(ada.id())).hasSize(1);
    }

    @Test
    void anArrayThatNamesOnlyThisServerIsRight() {
        Map<String, Object> request = request();
        request.put("aud", List.of(Provider.ISSUER));

        assertThat(send(app.signed(request)).status()).isEqualTo(200);
    }
}
